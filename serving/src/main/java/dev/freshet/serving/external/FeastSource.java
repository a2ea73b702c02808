package dev.freshet.serving.external;

import dev.freshet.feast.FeastCell;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.ServerAddress;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.store.Deadline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** External views, asked of servers that speak Feast's protocol. */
public final class FeastSource implements ExternalSource {

  /** Of the time that is left until the answer: the rest is for what is made of it. */
  private static final double SHARE = 0.8;

  private final List<EventLoop> loops;
  private final Map<String, FeastView> views = new LinkedHashMap<>();
  private final Map<ServerAddress, AskedServer> servers = new LinkedHashMap<>();

  private FeastSource(List<EventLoop> loops) {
    this.loops = loops;
  }

  /**
   * The source of views. Whether their servers are there is not waited for.
   *
   * @param variables what {@code ${VARIABLE}} stands for in addresses
   * @param loops those that requests come in on
   * @throws WrongAddressException if an address is none
   */
  public static FeastSource open(
      List<ExternalView> views,
      Variables variables,
      List<EventLoop> loops,
      ServingMetrics metrics) {
    Map<String, ServerAddress> addresses = new LinkedHashMap<>();
    for (ExternalView view : views) {
      addresses.put(view.name(), address(view, variables));
    }
    FeastSource source = new FeastSource(loops);
    addresses.forEach(
        (view, address) ->
            source.views.put(
                view,
                new FeastView(
                    view, source.servers.computeIfAbsent(address, AskedServer::open), metrics)));
    return source;
  }

  private static ServerAddress address(ExternalView view, Variables variables) {
    try {
      return view.feast().expanded(variables);
    } catch (IllegalArgumentException e) {
      throw new WrongAddressException(view, e);
    }
  }

  @Override
  public CompletableFuture<ExternalAnswer> fetch(
      String view,
      List<ExternalFeature> features,
      List<Map<String, Object>> rows,
      Deadline deadline) {
    FeastView asked = views.get(view);
    EventLoop loop = loop();
    Deadline ours = deadline.atMost((long) (deadline.remainingNanos() * SHARE));
    Call call = new Call(asked, rows.size(), features);
    ScheduledFuture<?> alarm =
        loop.schedule(call::tooSlow, Math.max(0, ours.remainingNanos()), TimeUnit.NANOSECONDS);
    var unused =
        asked
            .server()
            .ask(features.stream().map(Feature::fullName).toList(), rows, ours)
            .whenComplete(
                (cells, failure) ->
                    on(
                        loop,
                        () -> {
                          alarm.cancel(false);
                          call.ended(cells, failure);
                        }));
    return call.answer;
  }

  private static void on(EventLoop loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
      return;
    }
    try {
      loop.execute(task);
    } catch (RejectedExecutionException closed) {
      // Nobody waits for the answer any more.
    }
  }

  /** The event loop that asks. */
  private EventLoop loop() {
    return loops.stream().filter(EventLoop::inEventLoop).findFirst().orElse(loops.get(0));
  }

  @Override
  public void close() {
    servers.values().forEach(AskedServer::close);
  }

  /** One question under way. Its ends come on one event loop, and the first of them counts. */
  private static final class Call {

    private final FeastView view;
    private final int rows;
    private final List<ExternalFeature> features;
    private final long asked = System.nanoTime();
    private final CompletableFuture<ExternalAnswer> answer = new CompletableFuture<>();

    Call(FeastView view, int rows, List<ExternalFeature> features) {
      this.view = view;
      this.rows = rows;
      this.features = features;
    }

    void tooSlow() {
      if (!answer.isDone()) {
        view.tooSlow(seconds());
        answer.complete(ExternalAnswer.missing(rows, features.size()));
      }
    }

    void ended(FeastCell[][] cells, Throwable failure) {
      if (answer.isDone()) {
        return;
      }
      if (failure == null) {
        view.answered(seconds());
        answer.complete(new TypedCells(features, view::mistyped).of(cells));
      } else {
        view.failed(failure, seconds());
        answer.complete(ExternalAnswer.missing(rows, features.size()));
      }
    }

    private double seconds() {
      return (System.nanoTime() - asked) / 1e9;
    }
  }
}
