package dev.freshet.infra.command;

import dev.freshet.infra.console.InputException;
import dev.freshet.infra.served.ServedPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is said of the log of what is served. */
final class ServedLogOptions {

  @Option(
      names = "--served-log",
      paramLabel = "TARGET",
      description =
          "Log the rows served, as JSON lines: to kafka://HOST:PORT/TOPIC, a file whose name ends with"
              + " .jsonl, or a folder. Parity is measured from them.")
  private Optional<ServedPlace> place = Optional.empty();

  @Option(
      names = "--served-share",
      paramLabel = "SHARE",
      description = "Log each row with this probability, from 0 to 1; 1 by default.")
  private Optional<Double> share = Optional.empty();

  /** The same for a server that is started elsewhere. */
  List<String> arguments() {
    share();
    List<String> arguments = new ArrayList<>();
    place.ifPresent(
        log ->
            arguments.addAll(
                List.of("--served-log", log.text(), "--served-share", Double.toString(share()))));
    return arguments;
  }

  /** The place, if there is to be a log. */
  Optional<ServedPlace> place() {
    return place;
  }

  double share() {
    if (share.isPresent() && place.isEmpty()) {
      throw new InputException(
          "--served-share " + share.get() + ": of which log? name it with --served-log TARGET");
    }
    double found = share.orElse(1.0);
    if (!(found >= 0 && found <= 1)) {
      throw new InputException(
          "--served-share " + found + ": write a number from 0 to 1, such as 0.1");
    }
    return found;
  }
}
