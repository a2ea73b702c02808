package dev.freshet.features.language;

import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Listing;
import dev.freshet.features.document.Tagged;
import dev.freshet.features.document.Text;
import dev.freshet.features.type.Timestamps;
import dev.freshet.features.type.ValueType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Reads the words and numbers that definitions are made of. What is not as it should be is reported
 * and comes back empty.
 */
final class Literals {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,4})?");
  private static final Pattern BAD_VARIABLE =
      Pattern.compile("\\$(?!\\{[A-Za-z_][A-Za-z0-9_]*\\})");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Findings findings;

  Literals(Findings findings) {
    this.findings = findings;
  }

  /**
   * A scalar's text.
   *
   * @param wanted what it should be, such as {@code a duration}
   */
  Optional<Text> text(Item item, String wanted) {
    if (item instanceof Text text) {
      return Optional.of(text);
    }
    String remedy =
        item instanceof Tagged ? "YAML takes it for a tag: put it in quotes" : "write " + wanted;
    return refuse(item, "is not " + wanted, remedy);
  }

  /** The elements of a list that is not empty. */
  Optional<List<Item>> list(Item item, String wanted) {
    if (!(item instanceof Listing listing)) {
      String remedy = item instanceof Text text ? ": [" + text.value() + "]" : "";
      return refuse(item, "is not a list", "write " + wanted + remedy);
    }
    List<Item> items = listing.items();
    return items.isEmpty() ? refuse(item, "is empty", "write " + wanted) : Optional.of(items);
  }

  Optional<String> name(Item item) {
    return text(item, "a name").flatMap(this::name);
  }

  private Optional<String> name(Text text) {
    return isName(text.value())
        ? Optional.of(text.value())
        : refuse(
            text,
            "is not a name",
            "write letters, digits and _, no digit first, such as " + mended(text.value()));
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The name that a wrong one was probably meant to be. */
  static String mended(String wrong) {
    String mended = wrong.strip().replaceAll("[^A-Za-z0-9_]+", "_").replaceAll("^(?=[0-9])", "_");
    return isName(mended) ? mended : "views";
  }

  Optional<Duration> duration(Item item) {
    return text(item, DurationText.RULE).flatMap(this::duration);
  }

  private Optional<Duration> duration(Text text) {
    Optional<Duration> duration = DurationText.parse(text.value());
    return duration.isPresent()
        ? duration
        : refuse(text, "is not a duration", DurationText.remedy(text.value()));
  }

  Optional<Integer> integer(Item item, int least, int most) {
    String wanted = "a whole number from " + least + " to " + most;
    return text(item, wanted)
        .flatMap(
            text -> {
              boolean digits = text.value().matches("[0-9]{1,9}");
              int number = digits ? Integer.parseInt(text.value()) : -1;
              return number >= least && number <= most
                  ? Optional.of(number)
                  : refuse(text, "is not " + wanted, "write one");
            });
  }

  /** A number from 0 to 1. */
  Optional<Double> share(Item item) {
    String wanted = "a number from 0 to 1";
    return text(item, wanted)
        .flatMap(
            text -> {
              boolean plain = text.value().matches("[0-9]*\\.?[0-9]+([eE][+-]?[0-9]{1,3})?");
              double number = plain ? Double.parseDouble(text.value()) : -1;
              return number >= 0 && number <= 1
                  ? Optional.of(number)
                  : refuse(text, "is not " + wanted, "write one, such as 0.95");
            });
  }

  /** Any number that is finite. */
  Optional<Double> number(Item item) {
    return text(item, "a number")
        .flatMap(
            text -> {
              boolean plain = NUMBER.matcher(text.value()).matches();
              double number = plain ? Double.parseDouble(text.value()) : Double.NaN;
              if (Double.isFinite(number) && text.quoted()) {
                return refuse(
                    text,
                    "stands in quotes and so is a text, not a number",
                    "write " + text.value());
              }
              return Double.isFinite(number)
                  ? Optional.of(number)
                  : refuse(text, "is not a number", "write one such as 0.5 or -1e-3");
            });
  }

  /** A path or pattern as it is written, each {@code $} of it before a variable in braces. */
  Optional<Text> withVariables(Text text) {
    return BAD_VARIABLE.matcher(text.value()).find()
        ? refuse(text, "has a $ without a variable", "write variables as ${NAME}")
        : Optional.of(text);
  }

  Optional<FieldPath> path(Item item) {
    String wanted = "a path, member names joined by dots such as context.device";
    return text(item, wanted).flatMap(text -> path(text, wanted));
  }

  private Optional<FieldPath> path(Text text, String wanted) {
    for (String member : text.value().split("\\.", -1)) {
      if (member.isBlank()) {
        return refuse(text, "is not " + wanted, "leave no member name empty");
      }
    }
    return Optional.of(FieldPath.parse(text.value()));
  }

  Optional<ValueType> type(Item item) {
    return text(item, "a type").flatMap(this::type);
  }

  private Optional<ValueType> type(Text text) {
    Optional<ValueType> type = ValueType.parse(text.value());
    return type.isPresent() ? type : refuse(text, "is not a type", TypeNames.remedy(text.value()));
  }

  /** RFC 3339, or epoch milliseconds; finer fractions are cut. */
  Optional<Instant> instant(Item item) {
    String wanted = "an instant as in RFC 3339";
    return text(item, wanted)
        .flatMap(
            text -> {
              OptionalLong millis = Timestamps.parse(text.value());
              return millis.isPresent()
                  ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                  : refuse(text, "is not " + wanted, "write it such as 2013-01-01T00:00:00Z");
            });
  }

  /** Reports {@code "90x" is not a duration; write ...}. */
  <T> Optional<T> refuse(Item item, String fault, String remedy) {
    findings.report(item.place(), item.shown() + " " + fault + "; " + remedy);
    return Optional.empty();
  }
}
