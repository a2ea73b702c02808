package dev.freshet.serving.store;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One event loop's way to the store: closed until the first connection is made. */
final class Link {

  private final EventLoop loop;
  private volatile StoreConnection connection;
  private volatile String failure = "not connected yet";

  Link(EventLoop loop) {
    this.loop = loop;
  }

  EventLoop loop() {
    return loop;
  }

  boolean open() {
    return connection != null;
  }

  void opened(StoreConnection opened) {
    connection = opened;
  }

  void failed(String reason) {
    failure = reason;
  }

  /** Asks the store, for as long as the deadline allows. */
  <T> CompletableFuture<T> ask(
      Function<StoreConnection, CompletableFuture<T>> question, Deadline deadline) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    StoreConnection current = connection;
    if (current == null) {
      answer.completeExceptionally(new StoreException(StoreException.Reason.UNREACHABLE, failure));
      return answer;
    }
    ScheduledFuture<?> alarm =
        loop.schedule(
            () -> answer.completeExceptionally(StoreException.tooSlow(deadline)),
            Math.max(0, deadline.remainingNanos()),
            TimeUnit.NANOSECONDS);
    var unused =
        ask(current, question)
            .whenComplete(
                (value, error) -> {
                  alarm.cancel(false);
                  if (error == null) {
                    answer.complete(value);
                  } else {
                    answer.completeExceptionally(StoreException.unreachable(unwrapped(error)));
                  }
                });
    return answer;
  }

  private static <T> CompletableFuture<T> ask(
      StoreConnection connection, Function<StoreConnection, CompletableFuture<T>> question) {
    try {
      return question.apply(connection);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static Throwable unwrapped(Throwable error) {
    return error instanceof CompletionException && error.getCause() != null
        ? error.getCause()
        : error;
  }
}
