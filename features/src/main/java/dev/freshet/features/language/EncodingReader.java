package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Text;
import dev.freshet.features.encoding.Buckets;
import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.encoding.Keys;
import dev.freshet.features.encoding.Length;
import dev.freshet.features.encoding.OneHot;
import dev.freshet.features.type.ListType;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads how the values of one feature become numbers: what stands under {@code encode}. */
final class EncodingReader {

  private static final int MOST_BUCKETS = 4096;
  private static final String UNENCODED =
      "no encoding takes it: have an on-demand feature make a number of it, and name that one in the service instead";

  private final Findings findings;
  private final Literals literals;

  EncodingReader(Findings findings) {
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  /**
   * Reads one.
   *
   * @param feature its full name
   * @param type of its values; empty where it is not known
   * @param addsUp whether its values are maps in which what is not there counts 0
   */
  Optional<Encoding> read(Item item, String feature, Optional<ValueType> type, boolean addsUp) {
    Optional<Members> read = Members.of(item, Language.ENCODING, findings);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Members members = read.get();
    List<String> ways =
        Language.ENCODING.keys().stream().filter(key -> members.get(key).isPresent()).toList();
    if (ways.size() != 1) {
      findings.report(
          item.place(),
          "%d ways to encode %s; write one of %s"
              .formatted(ways.size(), feature, String.join(", ", Language.ENCODING.keys())));
      return Optional.empty();
    }
    String way = ways.get(0);
    Item value = members.get(way).orElseThrow();
    Optional<Encoding> encoding =
        switch (way) {
          case "one_hot" ->
              words(value)
                  .filter(words -> !isOfIntegers(type) || areIntegers(words, feature))
                  .map(words -> new OneHot(values(words)));
          case "keys" -> words(value).map(keys -> new Keys(values(keys), addsUp ? 0 : Double.NaN));
          case "hash" -> literals.integer(value, 2, MOST_BUCKETS).map(Buckets::new);
          default -> length(value);
        };
    return encoding.filter(found -> type.isEmpty() || fits(found, way, feature, type.get(), item));
  }

  private boolean fits(Encoding encoding, String way, String feature, ValueType type, Item item) {
    if (encoding.takes(type)) {
      return true;
    }
    List<String> ways = ways(type);
    findings.report(
        item.place(),
        "%s is of type %s, which %s does not encode; %s"
            .formatted(
                feature,
                type.text(),
                way,
                ways.isEmpty() ? UNENCODED : "write " + String.join(" or ", ways)));
    return false;
  }

  /** What to do so that models read values of a type of a service, for messages. */
  static String remedy(ValueType type, String service) {
    List<String> ways = ways(type);
    return ways.isEmpty()
        ? UNENCODED
        : "write %s under encode of the service \"%s\""
            .formatted(String.join(" or ", ways), service);
  }

  private static List<String> ways(ValueType type) {
    List<String> fitting = new ArrayList<>();
    if (new OneHot(List.of()).takes(type)) {
      fitting.add("one_hot: [a value, another]");
    }
    if (new Keys(List.of(), 0).takes(type)) {
      fitting.add("keys: [a key, another]");
    }
    if (new Length().takes(type)) {
      fitting.add("length: true");
    }
    if (new Buckets(2).takes(type)) {
      fitting.add("hash: 32");
    }
    return fitting;
  }

  private static boolean isOfIntegers(Optional<ValueType> type) {
    return type.equals(Optional.of(Scalar.INT64))
        || type.equals(Optional.of(new ListType(Scalar.INT64)));
  }

  /** Values of a feature of integers are integers. */
  private boolean areIntegers(List<Text> values, String feature) {
    for (Text text : values) {
      Optional<Long> integer = integer(text.value());
      if (!integer.map(String::valueOf).equals(Optional.of(text.value()))) {
        literals.refuse(
            text,
            "is none of the integers that %s has".formatted(feature),
            integer.map(found -> "write " + found).orElse("list integers such as 7"));
        return false;
      }
    }
    return true;
  }

  private static Optional<Long> integer(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static List<String> values(List<Text> words) {
    return words.stream().map(Text::value).toList();
  }

  /** Values, each once. */
  private Optional<List<Text>> words(Item item) {
    Optional<List<Item>> items = literals.list(item, "a list of values");
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<Text> words = new ArrayList<>();
    for (Item each : items.get()) {
      Optional<Text> text = literals.text(each, "a value");
      if (text.isPresent() && values(words).contains(text.get().value())) {
        literals.refuse(each, "stands there twice", "list a value once");
        return Optional.empty();
      }
      text.ifPresent(words::add);
    }
    return words.size() == items.get().size() ? Optional.of(words) : Optional.empty();
  }

  private Optional<Encoding> length(Item item) {
    return literals
        .text(item, "true")
        .flatMap(
            text ->
                text.value().equals("true")
                    ? Optional.of(new Length())
                    : literals.refuse(text, "is not true", "write length: true"));
  }
}
