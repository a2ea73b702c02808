package dev.freshet.infra.command;

import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.OnDemandView;
import dev.freshet.features.definition.Problem;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.language.RepositoryReader;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.console.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code validate}: the problems of a repository are its result. */
@Command(
    name = "validate",
    description = "Checks definitions: lists every problem with its file, its line and its remedy.")
final class ValidateCommand implements Callable<Integer> {

  @Mixin private RepositoryFolder repository;

  @Option(
      names = "--json",
      description =
          "Print {\"valid\", \"problems\": [{\"file\", \"line\", \"path\", \"message\"}]}.")
  private boolean json;

  private final Console console;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      Repository valid = json ? RepositoryReader.read(repository.path()) : repository.read();
      console.result(json ? Json.line(result(List.of())) : summary(valid));
      return ExitCode.DONE;
    } catch (InvalidRepositoryException e) {
      if (json) {
        console.result(Json.line(result(e.problems())));
      } else {
        e.problems().forEach(problem -> console.result(problem.toString()));
      }
      int count = e.problems().size();
      console.say(count + (count == 1 ? " problem" : " problems") + " in " + repository.path());
      return ExitCode.WRONG_INPUT;
    }
  }

  private static String summary(Repository repository) {
    int features =
        repository.views().stream().map(FeatureView::features).mapToInt(List::size).sum();
    int computed =
        repository.onDemandViews().stream().map(OnDemandView::features).mapToInt(List::size).sum();
    int external =
        repository.externalViews().stream().map(ExternalView::features).mapToInt(List::size).sum();
    int pairs = repository.sources().size() - repository.recordedSources().size();
    int candidates = repository.candidates().size();
    return String.format(
        "%s is valid: %d sources, %s%d entities, %d feature views with %d features, %s%d computed on demand,"
            + " %d feature services, %d models%s",
        repository.project(),
        repository.recordedSources().size(),
        pairs == 0 ? "" : pairs + " of pairs, ",
        repository.entities().size(),
        repository.views().size(),
        features,
        external == 0 ? "" : external + " of other servers, ",
        computed,
        repository.services().size(),
        repository.models().size(),
        candidates == 0 ? "" : ", " + candidates + " sources of candidates");
  }

  private static Map<String, Object> result(List<Problem> problems) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("valid", problems.isEmpty());
    result.put("problems", problems.stream().map(ValidateCommand::members).toList());
    return result;
  }

  private static Map<String, Object> members(Problem problem) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("file", problem.file());
    members.put("line", problem.line());
    members.put("path", problem.path());
    members.put("message", problem.message());
    return members;
  }
}
