package dev.freshet.infra.command;

import dev.freshet.features.definition.InvalidRepositoryException;
import dev.freshet.features.definition.Repository;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.ExitCode;
import dev.freshet.infra.quantity.ByteSize;
import dev.freshet.infra.stack.Stack;
import dev.freshet.infra.stack.StackConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: the one-machine stack, until it is stopped. */
@Command(
    name = "up",
    description = {
      "Runs the whole system on this machine: Kafka, Redis, the Flink job and serving, each a process"
          + " of its own. Runs until stopped, such as by Ctrl-C, and leaves nothing behind.",
      "A part that dies is started again in its place; one that gets SIGTERM stays down."
    })
final class UpCommand implements Callable<Integer> {

  @Mixin private RepositoryFolder repository;

  @Option(
      names = "--freshness",
      paramLabel = "D",
      description = "How long the job may wait to write what it knows, such as 100ms.")
  private Optional<Duration> freshness = Optional.empty();

  @Option(
      names = "--row-budget",
      paramLabel = "SIZE",
      description = "How large the steps of a row may grow before it is cut, such as 16KiB.")
  private Optional<ByteSize> rowBudget = Optional.empty();

  @Mixin private StackOptions stackOptions;

  @Option(
      names = "--json",
      description =
          "Print one line of addresses and process ids once all is ready:"
              + " {\"http\", \"grpc\", \"kafka\", \"redis\", \"flink\", \"pids\"}.")
  private boolean json;

  private final Console console;

  UpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InvalidRepositoryException, InterruptedException {
    Repository definitions = repository.read();
    StackConfig config = stackOptions.config(repository.path(), definitions, freshness, rowBudget);
    Stack stack = Stack.start(config, definitions, console);
    stack.closeOnExit();
    Map<String, Object> members = new LinkedHashMap<>(stack.addresses().byName());
    if (json) {
      members.put("pids", stack.pids());
    }
    console.result(members, json);
    console.say("Ctrl-C stops everything");
    // Signals end this process, by way of the stack's exit hook.
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }
}
