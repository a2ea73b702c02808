package dev.freshet.features.language;

import dev.freshet.features.aggregation.Aggregation;
import dev.freshet.features.aggregation.ByKey;
import dev.freshet.features.aggregation.Count;
import dev.freshet.features.aggregation.DecayedSum;
import dev.freshet.features.aggregation.Histogram;
import dev.freshet.features.aggregation.Sum;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Nothing;
import dev.freshet.features.document.Text;
import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.type.ValueType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the entries under {@code feature_services}. */
final class ServiceReader {

  private static final String WANTED = "a view or view:feature";

  private final Registry<ViewDraft> views;
  private final List<Registry<? extends FeatureGroup>> otherViews;
  private final Findings findings;
  private final Literals literals;
  private final EncodingReader encodingReader;

  /**
   * @param otherViews all but those that fold events
   */
  ServiceReader(
      Registry<ViewDraft> views,
      List<Registry<? extends FeatureGroup>> otherViews,
      Findings findings) {
    this.views = views;
    this.otherViews = otherViews;
    this.findings = findings;
    this.literals = new Literals(findings);
    this.encodingReader = new EncodingReader(findings);
  }

  void read(Item item, Registry<ServiceDraft> services) {
    Optional<Members> read = Members.of(item, Language.SERVICE, findings);
    if (read.isEmpty()) {
      services.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Map<String, Text> features = new LinkedHashMap<>();
    List<Item> references =
        members
            .get("features")
            .flatMap(list -> literals.list(list, "a list of " + WANTED))
            .orElse(List.of());
    boolean lost = references.isEmpty();
    for (Item reference : references) {
      lost |= !add(reference, features);
    }
    List<FeatureGroup> whole =
        references.stream()
            .filter(Text.class::isInstance)
            .flatMap(reference -> groups(((Text) reference).value()))
            .toList();
    Map<String, ValueType> types = new LinkedHashMap<>();
    features.keySet().forEach(known -> type(known).ifPresent(type -> types.put(known, type)));
    ServiceDraft plain =
        new ServiceDraft(
            name.orElse(""),
            List.copyOf(features.keySet()),
            types,
            Map.of(),
            shadow(members),
            lost,
            whole);
    ServiceDraft service = plain.encoded(encodings(members, plain));
    services.add(name, members.placeOf("name"), service, findings);
  }

  /** Whether it names features. */
  private boolean add(Item item, Map<String, Text> features) {
    if (item instanceof Mapping mapping
        && mapping.entries().size() == 1
        && mapping.entries().get(0).value() instanceof Text feature) {
      String view = mapping.entries().get(0).key();
      findings.report(
          item.place(),
          "\"%s: %s\" is a mapping; write \"%s:%s\", without the blank"
              .formatted(view, feature.value(), view, feature.value()));
      return false;
    }
    return literals.text(item, WANTED).filter(text -> add(text, features)).isPresent();
  }

  private boolean add(Text reference, Map<String, Text> features) {
    String[] parts = reference.value().split(":", 2);
    if (parts.length == 1 && isMismarked(reference)) {
      return false;
    }
    Optional<FeatureGroup> view = find(parts[0], reference);
    if (view.isEmpty()) {
      return false;
    }
    List<String> names =
        parts.length == 1 ? view.get().featureNames() : feature(view.get(), parts[1], reference);
    for (String name : names) {
      Text first = features.putIfAbsent(parts[0] + ":" + name, reference);
      if (first != null) {
        literals.refuse(
            reference,
            "brings \"%s:%s\", which %s in line %d brings already"
                .formatted(parts[0], name, first.shown(), first.place().line()),
            "a service has a feature once: remove one");
        return false;
      }
    }
    return !names.isEmpty();
  }

  /** Whether it is {@code view.feature} or {@code view__feature}; reported if so. */
  private boolean isMismarked(Text reference) {
    Optional<String> meant =
        allGroups()
            .filter(view -> reference.value().startsWith(view.name()))
            .flatMap(view -> view.featureNames().stream().map(name -> view.name() + ":" + name))
            .filter(
                name ->
                    reference.value().equals(name.replace(":", "."))
                        || reference.value().equals(name.replace(":", "__")))
            .findFirst();
    meant.ifPresent(
        name ->
            literals.refuse(
                reference,
                "is no view, nor a feature as it is named here",
                "write view:feature; did you mean \"%s\"?".formatted(name)));
    return meant.isPresent();
  }

  /** The models that score along, each once. */
  private List<Text> shadow(Members members) {
    Map<String, Text> shadow = new LinkedHashMap<>();
    members
        .get("shadow")
        .flatMap(list -> literals.list(list, "a list of models"))
        .orElse(List.of())
        .forEach(
            item ->
                literals
                    .text(item, "the name of a model")
                    .filter(model -> shadow.putIfAbsent(model.value(), model) != null)
                    .ifPresent(
                        model ->
                            literals.refuse(
                                model, "stands there twice", "a model scores once: remove one")));
    return List.copyOf(shadow.values());
  }

  private Map<String, Optional<Encoding>> encodings(Members members, ServiceDraft service) {
    Map<String, Optional<Encoding>> encodings = new LinkedHashMap<>();
    Optional<Item> encode = members.get("encode").filter(item -> !(item instanceof Nothing));
    if (encode.isPresent() && encode.get() instanceof Mapping mapping) {
      mapping.distinctEntries(findings).forEach(entry -> encode(entry, service, encodings));
    } else if (encode.isPresent()) {
      literals.refuse(
          encode.get(),
          "is no mapping",
          "write view:feature: {one_hot: [a value, another]}, and so on");
    }
    return encodings;
  }

  private void encode(
      Mapping.Entry entry, ServiceDraft service, Map<String, Optional<Encoding>> encodings) {
    String feature = entry.key();
    if (service.features().contains(feature)) {
      encodings.put(
          feature, encodingReader.read(entry.value(), feature, type(feature), addsUp(feature)));
    } else if (!mayBeLost(feature) && !(service.lost() && isThere(feature))) {
      findings.report(
          entry.place(),
          "the service has no feature \"%s\"%s"
              .formatted(feature, FullNames.hint(feature, service.features())));
      FullNames.nearest(feature, service.features())
          .ifPresent(meant -> encodings.putIfAbsent(meant, Optional.empty()));
    }
  }

  /** Whether a feature may be among those that cannot be read. */
  private boolean mayBeLost(String feature) {
    String[] parts = feature.split(":", 2);
    return parts.length == 2 && groups(parts[0]).anyMatch(view -> view.mayYield(parts[1]));
  }

  private boolean isThere(String feature) {
    String[] parts = feature.split(":", 2);
    return parts.length == 2
        && groups(parts[0]).anyMatch(view -> view.featureNames().contains(parts[1]));
  }

  private Optional<ValueType> type(String feature) {
    String[] parts = feature.split(":", 2);
    return groups(parts[0])
        .flatMap(view -> Optional.ofNullable(view.types().get(parts[1])).stream())
        .findFirst();
  }

  /** The views of that name: one at most, unless one name was given twice. */
  private Stream<FeatureGroup> groups(String view) {
    return registries().flatMap(registry -> registry.named(view).stream());
  }

  private Stream<FeatureGroup> allGroups() {
    return registries().flatMap(registry -> registry.all().stream());
  }

  private Stream<Registry<? extends FeatureGroup>> registries() {
    return Stream.concat(Stream.of(views), otherViews.stream());
  }

  private boolean addsUp(String feature) {
    String[] parts = feature.split(":", 2);
    return views.named(parts[0]).stream()
        .flatMap(view -> view.definitions().stream())
        .filter(draft -> draft.featureNames().contains(parts[1]))
        .flatMap(draft -> draft.definition().stream())
        .anyMatch(definition -> addsUp(definition.aggregation()));
  }

  private static boolean addsUp(Aggregation aggregation) {
    return aggregation instanceof Histogram
        || (aggregation instanceof ByKey by
            && (by.inner() instanceof Count
                || by.inner() instanceof Sum
                || by.inner() instanceof DecayedSum));
  }

  private Optional<FeatureGroup> find(String view, Text reference) {
    Optional<FeatureGroup> other =
        otherViews.stream()
            .flatMap(registry -> registry.named(view).stream())
            .map(found -> (FeatureGroup) found)
            .findFirst();
    boolean lost = otherViews.stream().anyMatch(Registry::isLost);
    if (other.isPresent() || (lost && views.named(view).isEmpty())) {
      return other;
    }
    Set<String> others = new LinkedHashSet<>();
    otherViews.forEach(registry -> others.addAll(registry.names()));
    return views.find(view, reference, others, findings).map(found -> found);
  }

  private List<String> feature(FeatureGroup view, String name, Text reference) {
    List<String> names = view.featureNames();
    if (names.contains(name)) {
      return List.of(name);
    }
    if (!view.mayYield(name)) {
      findings.reportOnce(
          new Missing(view.name(), name),
          reference.place(),
          "%s names no feature of the view \"%s\"; %s"
              .formatted(reference.shown(), view.name(), hint(view, name)));
    }
    return List.of();
  }

  /** What a wrong name of a feature was probably meant to be. */
  static String hint(FeatureGroup view, String name) {
    List<String> windowed = view.windowed(name);
    if (!windowed.isEmpty()) {
      return "it has one per window: " + String.join(", ", windowed);
    }
    return Nearest.to(name, view.featureNames())
        .map(nearest -> "did you mean \"" + view.name() + ":" + nearest + "\"?")
        .orElse("it has " + String.join(", ", view.featureNames()));
  }
}
