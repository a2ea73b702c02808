package dev.freshet.infra.command;

import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.UnsetVariableException;
import dev.freshet.features.definition.Variables;
import dev.freshet.features.document.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model that can be trained.
 *
 * @param file where it is to be written
 * @param format of the file, {@code json} or {@code ubj}
 */
record Trainee(Model.Stored model, Path file, String format) {

  /** The model of a name; empty, with problems that say why, if it cannot be trained. */
  static Optional<Trainee> find(String name, Repository repository, List<String> problems) {
    Optional<Model> model = repository.model(name);
    if (model.isEmpty()) {
      List<String> names = repository.models().stream().map(Model::name).toList();
      problems.add(
          names.isEmpty()
              ? "--model %s: the repository has no models; declare one of kind xgboost"
                  .formatted(name)
              : "--model %s: there is no such model%s".formatted(name, Nearest.hint(name, names)));
      return Optional.empty();
    }
    if (!(model.get() instanceof Model.Stored stored)) {
      problems.add(
          "--model %s is linear: its weights are written by hand; declare one of kind xgboost"
              .formatted(name));
      return Optional.empty();
    }
    if (stored.format() != Model.Format.XGBOOST) {
      problems.add(
          "--model %s is of kind %s, which other libraries train; declare one of kind xgboost"
              .formatted(name, stored.kind()));
      return Optional.empty();
    }
    return of(stored, problems);
  }

  private static Optional<Trainee> of(Model.Stored model, List<String> problems) {
    String format = format(model.file().name());
    if (format.isEmpty()) {
      problems.add(
          "--model %s: its file is %s; name one that ends with .json or .ubj"
              .formatted(model.name(), model.file().name()));
    }
    try {
      return Optional.of(new Trainee(model, model.file().in(Variables.ofEnvironment()), format));
    } catch (UnsetVariableException e) {
      problems.add("--model %s: file: %s".formatted(model.name(), e.getMessage()));
      return Optional.empty();
    }
  }

  private static String format(String file) {
    return file.endsWith(".json") ? "json" : file.endsWith(".ubj") ? "ubj" : "";
  }
}
