package dev.freshet.pipelines.training;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** Which features are wanted. */
public sealed interface Wanted extends Serializable {

  /** What the wanted features are together; empty if there are no such. */
  Optional<FeatureService> in(Repository repository);

  /** Those of a feature service of the repository, in its order. */
  record OfService(String name) implements Wanted {

    @Override
    public Optional<FeatureService> in(Repository repository) {
      return repository.service(name);
    }
  }

  /** Those of these full names, in this order. */
  record ByName(List<String> names) implements Wanted {

    /** Copies the names. */
    public ByName {
      names = List.copyOf(names);
    }

    @Override
    public Optional<FeatureService> in(Repository repository) {
      List<Feature> features =
          names.stream().map(repository::feature).flatMap(Optional::stream).toList();
      return features.size() == names.size()
          ? Optional.of(FeatureService.of("features", features))
          : Optional.empty();
    }
  }
}
