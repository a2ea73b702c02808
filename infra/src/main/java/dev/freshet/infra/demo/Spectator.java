package dev.freshet.infra.demo;

import dev.freshet.infra.client.ServingClient;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.stack.Addresses;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * Shows a run as it goes on, once a second: the pace, how soon events can be read, and what changes
 * about one visitor. Programs are spared all but the commands to try.
 */
final class Spectator {

  private static final long TICK_MILLIS = 100;

  private final Run run;
  private final Addresses addresses;
  private final boolean json;
  private final double lengthSeconds;
  private final Console console;
  private final Consumer<String> tell;
  private final Follower follower;
  private boolean begun;
  private long lastSent;
  private double lastSeconds;

  Spectator(
      DemoConfig config, Run run, ServingClient client, Addresses addresses, Console console) {
    this.run = run;
    this.addresses = addresses;
    this.json = config.json();
    this.lengthSeconds = config.length().map(Duration::toMillis).orElse(Long.MAX_VALUE) / 1000.0;
    this.console = console;
    this.tell = json ? console::say : console::result;
    this.follower = new Follower(client, run.feed().regulars());
  }

  /** Watches until the run's time is over, or it is ended. */
  void watch() throws InterruptedException {
    while (run.goesOn() && run.seconds() < lengthSeconds) {
      Thread.sleep(TICK_MILLIS);
      if (!begun) {
        begin();
      } else if (run.seconds() - lastSeconds >= 1) {
        show();
      }
    }
  }

  /** Once there is something to read about some visitor. */
  private void begin() throws InterruptedException {
    OptionalDouble firstValue = run.probes().firstValueSeconds();
    Optional<String> portrait = firstValue.isPresent() ? follower.look() : Optional.empty();
    if (firstValue.isEmpty() || follower.visitor().isEmpty()) {
      return;
    }
    begun = true;
    tell.accept(
        String.format(
            Locale.ROOT, "first feature value %.1f s after the start", firstValue.getAsDouble()));
    tell.accept("try, in another terminal:");
    CurlCommands.of(addresses.http(), follower.visitor().get()).forEach(tell);
    tell.accept("Flink's own page: " + addresses.flink());
    if (!json) {
      portrait.ifPresent(tell);
    }
  }

  private void show() throws InterruptedException {
    long sent = run.feed().tally().counts().sent();
    double seconds = run.seconds();
    String pace =
        String.format(
            Locale.ROOT, "%4.0f s  %,.0f/s", seconds, (sent - lastSent) / (seconds - lastSeconds));
    lastSent = sent;
    lastSeconds = seconds;
    String freshness = run.probes().freshness().text();
    String line = pace + (freshness.isEmpty() ? "" : "  fresh in " + freshness);
    if (json) {
      console.show(line);
      return;
    }
    String news = follower.look().map(text -> "  " + text).orElse("");
    if (run.goesOn()) {
      tell.accept(line + news);
    }
  }
}
