package dev.freshet.feast;

import dev.feast.FeastClient;
import dev.feast.Row;
import io.grpc.ConnectivityState;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A server behind Feast's own client. */
final class ClientServer implements FeastServer {

  /** Left alone, the client would wait up to two minutes between its attempts to connect. */
  private static final long TRY_AGAIN_NANOS = Duration.ofMillis(250).toNanos();

  private final String address;
  private final ManagedChannel channel;
  private final Client client;
  private final ScheduledExecutorService alarms;
  private final AtomicLong tried = new AtomicLong(System.nanoTime());

  ClientServer(String host, int port) {
    address = host + ":" + port;
    channel = ManagedChannelBuilder.forAddress(host, port).usePlaintext().build();
    client = new Client(channel);
    alarms =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "freshet-feast-deadlines-" + address);
              thread.setDaemon(true);
              return thread;
            });
  }

  @Override
  public FeastCell[][] ask(List<String> features, List<Map<String, Object>> rows, Duration within)
      throws FeastException {
    List<Row> asked = rows.stream().map(ClientServer::row).toList();
    List<Row> answered = within(within, () -> client.getOnlineFeatures(features, asked));
    if (answered.size() != rows.size()) {
      throw new FeastException(
          FeastException.Reason.REFUSED,
          "%s answered with %d rows for %d".formatted(address, answered.size(), rows.size()));
    }
    FeastCell[][] cells = new FeastCell[rows.size()][];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = AnsweredCells.of(features, answered.get(i));
    }
    return cells;
  }

  @Override
  public void greet(Duration within) throws FeastException {
    AnsweredCells.rehearse();
    within(within, client::getFeastServingInfo);
    try {
      // Loads what questions are made of; what a server says of one that asks for nothing is its
      // own affair.
      within(within, () -> client.getOnlineFeatures(List.of(), List.of()));
    } catch (FeastException e) {
      if (e.reason() != FeastException.Reason.REFUSED) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    client.close();
    alarms.shutdownNow();
  }

  private static Row row(Map<String, Object> keys) {
    Row row = Row.create();
    keys.forEach(row::set);
    return row;
  }

  /** The client takes no deadline; gRPC takes one from the context of the caller. */
  private <T> T within(Duration within, Callable<T> question) throws FeastException {
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      tryAgain();
    }
    Context.CancellableContext context =
        Context.current()
            .withDeadline(Deadline.after(within.toNanos(), TimeUnit.NANOSECONDS), alarms);
    try {
      return context.call(question);
    } catch (StatusRuntimeException e) {
      throw failure(e.getStatus());
    } catch (Exception e) {
      throw new FeastException(
          FeastException.Reason.REFUSED, address + " answered what cannot be read: " + e);
    } finally {
      context.cancel(null);
    }
  }

  private FeastException failure(Status status) {
    Object why =
        status.getCause() == null ? status.getDescription() : status.getCause().getMessage();
    String said = "%s: %s (%s)".formatted(address, status.getCode(), why);
    return switch (status.getCode()) {
      case DEADLINE_EXCEEDED, CANCELLED -> new FeastException(FeastException.Reason.TOO_SLOW, said);
      case UNAVAILABLE -> new FeastException(FeastException.Reason.UNREACHABLE, said);
      default -> new FeastException(FeastException.Reason.REFUSED, said);
    };
  }

  private void tryAgain() {
    long last = tried.get();
    long now = System.nanoTime();
    if (now - last > TRY_AGAIN_NANOS && tried.compareAndSet(last, now)) {
      channel.resetConnectBackoff();
    }
  }

  /** Feast's client over a channel of ours. */
  private static final class Client extends FeastClient {

    private final ManagedChannel channel;

    Client(ManagedChannel channel) {
      super(channel, Optional.empty());
      this.channel = channel;
    }

    /** Its own would wait for questions under way. */
    @Override
    public void close() {
      channel.shutdownNow();
    }
  }
}
