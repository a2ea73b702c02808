package dev.freshet.infra.demo;

import dev.freshet.features.definition.Repository;
import dev.freshet.infra.broker.Outbox;
import dev.freshet.infra.broker.StoreWait;
import dev.freshet.infra.broker.Topics;
import dev.freshet.infra.client.ServingClient;
import dev.freshet.infra.console.Console;
import dev.freshet.infra.console.EnvironmentException;
import dev.freshet.infra.shop.Shares;
import dev.freshet.infra.shop.Shop;
import dev.freshet.infra.shop.ShopPlan;
import dev.freshet.infra.shop.ShopRecord;
import dev.freshet.infra.stack.Addresses;
import dev.freshet.infra.stack.Stack;
import dev.freshet.infra.stack.StackConfig;
import dev.freshet.infra.trial.Trial;
import dev.freshet.infra.trial.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * The one-machine stack, fed by a simulated shop for a while or until a signal, and watched as it
 * works; in the end the job's counts are held against what was sent.
 */
public final class Demo {

  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(15);
  private static final Duration STORE_PATIENCE = Duration.ofMinutes(2);

  private final DemoConfig config;
  private final Repository repository;
  private final Console console;

  /**
   * @param repository what the shop's folder says
   */
  public Demo(DemoConfig config, Repository repository, Console console) {
    this.config = config;
    this.repository = repository;
    this.console = console;
  }

  /**
   * Runs it to its end; a signal ends this process in order.
   *
   * @throws EnvironmentException if the job's counts are not those of what was sent, among others
   */
  public void run() throws InterruptedException {
    Instant opening = Instant.now();
    // While the stack starts: the shop's visitors take a moment to be made up.
    CompletableFuture<Shop> shop =
        CompletableFuture.supplyAsync(
            () -> Shop.open(new ShopPlan(config.seed(), opening, config.rate(), Shares.USUAL)));
    Optional<Duration> trainAfter = config.trainAfter();
    Optional<Workshop> workshop = trainAfter.map(after -> Workshop.of(config.shop()));
    StackConfig parts =
        workshop
            .map(copy -> config.stack().withRepository(copy.definitions()))
            .orElse(config.stack());
    try (Stack stack = Stack.start(parts, repository, console)) {
      Addresses addresses = stack.addresses();
      ServingClient client = new ServingClient(addresses.http());
      Queue<ShopRecord> reactions = new ConcurrentLinkedQueue<>();
      try (Outbox outbox = Outbox.ofLive(addresses.kafka(), List.of(Shop.TOPIC));
          Probes probes = new Probes(client, config.started());
          Storefront storefront = Storefront.open(client);
          Trial trial = trial(client, shop.join(), reactions, workshop)) {
        Consumer<ShopRecord> audience =
            config.stack().serving().isEmpty() ? record -> {} : storefront::visited;
        Feed feed =
            new Feed(
                shop.join(), opening, outbox, probes, audience.andThen(trial::visited), reactions);
        Run run = new Run(feed, probes, trial);
        stack.closeOnExit(() -> interrupted(run, addresses, outbox));
        new Spectator(config, run, client, addresses, console).watch();
        if (!run.claim()) {
          // A signal was first: its hook ends this process.
          Thread.currentThread().join();
        }
        end(run, addresses, outbox);
      }
    } finally {
      workshop.ifPresent(Workshop::close);
    }
  }

  private Trial trial(
      ServingClient client, Shop shop, Queue<ShopRecord> reactions, Optional<Workshop> workshop) {
    return workshop.isEmpty()
        ? Trial.none()
        : Trial.open(
            client,
            shop.onlookers(),
            reactions::add,
            workshop.get(),
            config.trainAfter().orElseThrow(),
            config.seed(),
            console);
  }

  /** What a signal leaves time for: all of it for a program, the report for a person. */
  private void interrupted(Run run, Addresses addresses, Outbox outbox) {
    if (!run.claim()) {
      return;
    }
    try {
      if (config.json()) {
        end(run, addresses, outbox);
      } else {
        run.stop().lines().forEach(console::result);
      }
    } catch (EnvironmentException e) {
      console.say(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void end(Run run, Addresses addresses, Outbox outbox) throws InterruptedException {
    Report report = run.stop();
    run.probes().awaitAll();
    Counts sent = report.tally().counts();
    try (Topics topics = new Topics(addresses.kafka(), KAFKA_PATIENCE)) {
      new StoreWait(repository.project(), topics, outbox.ends(), console)
          .await(Optional.of(STORE_PATIENCE));
    }
    Counts counted = new JobCounts(addresses.metrics()).await(sent.sent());
    if (config.json()) {
      console.result(report.json(counted));
    } else {
      report.lines().forEach(console::result);
    }
    check(sent, counted, run.probes().lost());
    if (!config.json()) {
      console.result("the job counted the same, to the record");
      WhatNext.lines(config.shop()).forEach(console::result);
    }
  }

  private static void check(Counts sent, Counts counted, int lost) {
    if (!counted.equals(sent)) {
      throw new EnvironmentException(
          "the job's counts are not those of what was sent:\n  sent    "
              + sent.byName()
              + "\n  counted "
              + counted.byName());
    }
    if (lost > 0) {
      throw new EnvironmentException(
          lost + " events that were sent could not be read by HTTP within 30 s");
    }
  }
}
