package dev.freshet.features.language;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Text;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the {@code fields} of one source. */
final class FieldsReader {

  /** What CEL reads as something else than the name of a member. */
  private static final Set<String> KEYWORDS = Set.of("in", "true", "false", "null");

  private final Findings findings;
  private final Literals literals;
  private final List<Source.Field> fields = new ArrayList<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> broken = new LinkedHashSet<>();
  private boolean lost;

  FieldsReader(Findings findings) {
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  /** Stands where a field should be. */
  static Source.Field unknown() {
    return field("unknown", Scalar.STRING, Optional.empty());
  }

  void read(Item item) {
    if (!(item instanceof Mapping mapping) || mapping.entries().isEmpty()) {
      literals.refuse(
          item,
          "declares no fields",
          "write a mapping of names to types such as {user_id: string}");
      lose();
      return;
    }
    mapping.distinctEntries(findings).forEach(this::read);
  }

  private void read(Mapping.Entry entry) {
    String name = entry.key();
    places.put(name, entry.place());
    Optional<Source.Field> field = field(entry);
    if (name(entry).isPresent() && field.isPresent()) {
      fields.add(field.get());
    } else {
      broken.add(name);
      broken.add(Literals.mended(name));
    }
  }

  private Optional<String> name(Mapping.Entry entry) {
    Text key = new Text(entry.place(), entry.key(), false, Text.Style.FLOWING);
    return KEYWORDS.contains(entry.key())
        ? literals.refuse(
            key,
            "is a keyword of expressions, and no name of a field",
            "name it otherwise and say where it is: {type: T, path: " + entry.key() + "}")
        : literals.name(key);
  }

  private Optional<Source.Field> field(Mapping.Entry entry) {
    if (!(entry.value() instanceof Mapping)) {
      return literals.type(entry.value()).map(type -> field(entry.key(), type, Optional.empty()));
    }
    Optional<Members> members = Members.of(entry.value(), Language.FIELD, findings);
    Optional<ValueType> type = members.flatMap(found -> found.get("type")).flatMap(literals::type);
    Optional<FieldPath> path = members.flatMap(found -> found.get("path")).flatMap(literals::path);
    return type.map(known -> field(entry.key(), known, path));
  }

  private static Source.Field field(String name, ValueType type, Optional<FieldPath> path) {
    String member = name.isEmpty() ? "unknown" : name;
    return new Source.Field(name, type, path.orElse(new FieldPath(List.of(member))));
  }

  /** The time can be read as a field too, if no field has its name. */
  void addEventTime(EventTime eventTime) {
    if (eventTime instanceof EventTime.At at && at.path().names().size() == 1) {
      String name = at.path().names().get(0);
      if (Literals.isName(name) && !KEYWORDS.contains(name) && !places.containsKey(name)) {
        fields.add(new Source.Field(name, Scalar.TIMESTAMP, at.path()));
      }
    }
  }

  /** Takes note that there may be fields of which nothing is known. */
  void lose() {
    lost = true;
  }

  List<Source.Field> fields() {
    return List.copyOf(fields);
  }

  Map<String, Place> places() {
    return places;
  }

  Set<String> broken() {
    return broken;
  }

  boolean lost() {
    return lost;
  }
}
