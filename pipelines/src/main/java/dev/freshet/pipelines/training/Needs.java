package dev.freshet.pipelines.training;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureDefinition;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What must be folded for the features of a service: the repository without the views, features and
 * windows that none of them rests on. Immutable.
 */
final class Needs {

  private final FeatureService service;
  private final Repository repository;
  private final List<Part> parts;
  private final List<ContextField> context;
  private final List<ExternalFeature> external;

  /** One entity, and its features that are needed, each once. */
  record Part(Entity entity, List<AggregatedFeature> features) {}

  private Needs(FeatureService service, Repository repository, List<Part> parts) {
    this.service = service;
    this.repository = repository;
    this.parts = List.copyOf(parts);
    this.context =
        service.features().stream()
            .flatMap(feature -> feature.context().stream())
            .distinct()
            .toList();
    this.external =
        service.features().stream()
            .flatMap(feature -> feature.external().stream())
            .distinct()
            .toList();
  }

  static Needs of(Repository repository, FeatureService service) {
    Set<String> names = new LinkedHashSet<>();
    service.features().stream()
        .flatMap(feature -> feature.aggregated().stream())
        .forEach(feature -> names.add(feature.fullName()));
    List<FeatureView> views =
        repository.views().stream()
            .map(view -> narrowed(view, names))
            .filter(view -> !view.definitions().isEmpty())
            .toList();
    Repository needed =
        new Repository(
            repository.project(),
            repository.sources(),
            repository.entities(),
            views,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    List<Part> parts = new ArrayList<>();
    for (Entity entity : needed.entities()) {
      List<AggregatedFeature> features =
          needed.viewsOf(entity).stream().flatMap(view -> view.features().stream()).toList();
      if (!features.isEmpty()) {
        parts.add(new Part(entity, features));
      }
    }
    return new Needs(service, needed, parts);
  }

  private static FeatureView narrowed(FeatureView view, Set<String> names) {
    List<FeatureDefinition> definitions = new ArrayList<>();
    for (FeatureDefinition definition : view.definitions()) {
      List<FeatureDefinition.Span> spans =
          definition.spans().stream()
              .filter(span -> names.contains(view.name() + ":" + definition.name() + span.suffix()))
              .toList();
      if (!spans.isEmpty()) {
        definitions.add(
            new FeatureDefinition(
                definition.name(),
                definition.aggregation(),
                definition.where(),
                definition.value(),
                definition.by(),
                spans));
      }
    }
    return new FeatureView(
        view.name(), view.entity(), view.source(), view.where(), view.ttl(), definitions);
  }

  /** The features asked for, in order. */
  List<Feature> features() {
    return service.features();
  }

  /** What is left of the repository. */
  Repository repository() {
    return repository;
  }

  /** The entities to be asked, in the order of definition. */
  List<Part> parts() {
    return parts;
  }

  /** The join keys of all of them, each once. */
  List<Entity.JoinKey> joinKeys() {
    return parts.stream().flatMap(part -> part.entity().joinKeys().stream()).distinct().toList();
  }

  /** What the features are computed from besides, each once. */
  List<ContextField> context() {
    return context;
  }

  /** The features of other servers that they are or rest on, each once. */
  List<ExternalFeature> external() {
    return external;
  }

  /** The sources that records are needed of, in the order of definition. */
  List<Source> sources() {
    return repository.recordedSources().stream()
        .filter(source -> isFolded(source) || !pairsOf(source).isEmpty())
        .toList();
  }

  /** The pairs of a source's events that are needed. */
  List<Source> pairsOf(Source source) {
    return repository.pairsOf(source).stream().filter(this::isFolded).toList();
  }

  /** Whether pairs of events are needed. */
  boolean hasPairs() {
    return repository.sources().stream()
        .anyMatch(source -> source.pairs().isPresent() && isFolded(source));
  }

  private boolean isFolded(Source source) {
    return repository.views().stream().anyMatch(view -> view.source().equals(source));
  }

  /** Where each needed feature's value is: the part, and the place in it, by its full name. */
  Map<String, int[]> places() {
    Map<String, int[]> places = new LinkedHashMap<>();
    for (int part = 0; part < parts.size(); part++) {
      List<AggregatedFeature> features = parts.get(part).features();
      for (int place = 0; place < features.size(); place++) {
        places.put(features.get(place).fullName(), new int[] {part, place});
      }
    }
    return places;
  }

  /** The definitions that fold a source's events. */
  Stream<FeatureDefinition> definitions(Source source) {
    return repository.views().stream()
        .filter(view -> view.source().equals(source))
        .flatMap(view -> view.definitions().stream());
  }
}
