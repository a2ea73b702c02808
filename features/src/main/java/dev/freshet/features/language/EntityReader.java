package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries under {@code entities}. */
final class EntityReader {

  private static final String NONE = "none";
  private static final String FIELDS =
      "a list of fields (or none: one entity, to which all events belong)";

  private final Findings findings;
  private final Literals literals;

  EntityReader(Findings findings) {
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  void read(Item item, Registry<EntityDraft> entities) {
    Optional<Members> read = Members.of(item, Language.ENTITY, findings);
    if (read.isEmpty()) {
      entities.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    List<Text> joinKeys = members.get("join_keys").map(this::joinKeys).orElse(List.of());
    entities.add(
        name, members.placeOf("name"), new EntityDraft(name.orElse(""), joinKeys), findings);
  }

  private List<Text> joinKeys(Item item) {
    if (item instanceof Text text && text.value().equals(NONE)) {
      return List.of();
    }
    List<Text> joinKeys = new ArrayList<>();
    for (Item element : literals.list(item, FIELDS).orElse(List.of())) {
      Optional<String> name = literals.name(element);
      if (name.isPresent() && element instanceof Text text) {
        if (joinKeys.stream().anyMatch(other -> other.value().equals(name.get()))) {
          literals.refuse(text, "is there already", "a join key stands once: remove one");
        } else {
          joinKeys.add(text);
        }
      }
    }
    return joinKeys;
  }
}
