package dev.freshet.features.definition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A checked feature repository: all that a folder of definitions says. Immutable.
 *
 * @param sources in the order of declaration, those of pairs last
 */
public record Repository(
    String project,
    List<Source> sources,
    List<Entity> entities,
    List<FeatureView> views,
    List<ExternalView> externalViews,
    List<OnDemandView> onDemandViews,
    List<FeatureService> services,
    List<Model> models,
    List<Candidates> candidates) {

  public Repository {
    sources = List.copyOf(sources);
    entities = List.copyOf(entities);
    views = List.copyOf(views);
    externalViews = List.copyOf(externalViews);
    onDemandViews = List.copyOf(onDemandViews);
    services = List.copyOf(services);
    models = List.copyOf(models);
    candidates = List.copyOf(candidates);
  }

  public Optional<FeatureView> view(String name) {
    return views.stream().filter(view -> view.name().equals(name)).findFirst();
  }

  public Optional<ExternalView> externalView(String name) {
    return externalViews.stream().filter(view -> view.name().equals(name)).findFirst();
  }

  public Optional<Entity> entity(String name) {
    return entities.stream().filter(entity -> entity.name().equals(name)).findFirst();
  }

  public Optional<Source> source(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  public Optional<FeatureService> service(String name) {
    return services.stream().filter(service -> service.name().equals(name)).findFirst();
  }

  public Optional<Model> model(String name) {
    return models.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  public Optional<Candidates> candidates(String name) {
    return candidates.stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /** The feature of that full name, {@code view:feature}. */
  public Optional<Feature> feature(String fullName) {
    return features().filter(feature -> feature.fullName().equals(fullName)).findFirst();
  }

  /** All features, in the order of declaration, those computed on demand last. */
  public Stream<Feature> features() {
    return Stream.of(
            views.stream().flatMap(view -> view.features().stream()),
            externalViews.stream().flatMap(view -> view.features().stream()),
            onDemandViews.stream().flatMap(view -> view.features().stream()))
        .flatMap(features -> features);
  }

  /** The sources whose events are records of topics. */
  public List<Source> recordedSources() {
    return sources.stream().filter(source -> source.pairs().isEmpty()).toList();
  }

  /** The sources whose events are pairs of a source's events. */
  public List<Source> pairsOf(Source source) {
    return sources.stream()
        .filter(other -> other.pairs().filter(pairs -> pairs.source().equals(source)).isPresent())
        .toList();
  }

  /** The views of an entity, in the order of declaration. */
  public List<FeatureView> viewsOf(Entity entity) {
    return views.stream().filter(view -> view.entity().equals(entity)).toList();
  }
}
