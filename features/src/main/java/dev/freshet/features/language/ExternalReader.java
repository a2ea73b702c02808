package dev.freshet.features.language;

import dev.freshet.features.definition.ServerAddress;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Text;
import dev.freshet.features.type.MapType;
import dev.freshet.features.type.ValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the entries under {@code external_views}. */
final class ExternalReader {

  private final Registry<EntityDraft> entities;
  private final Registry<ViewDraft> views;
  private final FeatureNames names;
  private final Findings findings;
  private final Literals literals;

  ExternalReader(
      Registry<EntityDraft> entities,
      Registry<ViewDraft> views,
      FeatureNames names,
      Findings findings) {
    this.entities = entities;
    this.views = views;
    this.names = names;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  void read(Item item, Registry<ExternalDraft> externalViews) {
    Optional<Members> read = Members.of(item, Language.EXTERNAL_VIEW, findings);
    if (read.isEmpty()) {
      externalViews.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<EntityDraft> entity =
        members
            .get("entity")
            .flatMap(found -> literals.text(found, "the name of one"))
            .flatMap(text -> entities.find(text, findings));
    Optional<ServerAddress> feast = members.get("feast").flatMap(this::address);
    Features features = new Features();
    members.get("features").ifPresentOrElse(features::read, () -> features.lost = true);
    ExternalDraft view =
        new ExternalDraft(name.orElse(""), entity, feast, features.types, features.lost);
    Place place = members.placeOf("name");
    boolean taken = name.filter(known -> views.isTaken(known, place, findings)).isPresent();
    if (!taken && externalViews.add(name, place, view, findings)) {
      name.ifPresent(
          known -> features.places.forEach((feature, at) -> names.claimColumn(known, feature, at)));
    }
  }

  private Optional<ServerAddress> address(Item item) {
    return literals
        .text(item, "HOST:PORT of a server that speaks Feast's protocol")
        .flatMap(
            text ->
                ServerAddress.parse(text.value())
                    .or(
                        () ->
                            literals.refuse(
                                text,
                                "is not HOST:PORT",
                                "write such as feast.example.com:6566, variables as ${NAME}")));
  }

  /** The features of one view, as far as they can be read. */
  private final class Features {

    private final Map<String, ValueType> types = new LinkedHashMap<>();
    private final Map<String, Place> places = new LinkedHashMap<>();
    private boolean lost;

    void read(Item item) {
      if (!(item instanceof Mapping mapping) || mapping.entries().isEmpty()) {
        literals.refuse(
            item,
            "declares no features",
            "write a mapping of names to types such as {risk: double}");
        lost = true;
        return;
      }
      mapping.distinctEntries(findings).forEach(this::read);
    }

    private void read(Mapping.Entry entry) {
      Text key = new Text(entry.place(), entry.key(), false, Text.Style.FLOWING);
      Optional<String> name = literals.name(key);
      Optional<ValueType> type =
          literals.type(entry.value()).flatMap(known -> carried(known, entry.value()));
      if (name.isPresent() && type.isPresent()) {
        types.put(name.get(), type.get());
        places.put(name.get(), entry.place());
      } else {
        lost = true;
      }
    }

    private Optional<ValueType> carried(ValueType type, Item item) {
      return type instanceof MapType
          ? literals.refuse(
              item,
              "is a type that Feast's client does not bring",
              "declare string int64 double bool timestamp, or list<T> of these")
          : Optional.of(type);
    }
  }
}
