package dev.freshet.serving;

import io.lettuce.core.resource.EpollProvider;
import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.transport.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a server: one event loop a core, shared by HTTP, gRPC and the store's client. */
final class EventLoops implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
  private static final int STOP_WITHIN_SECONDS = 5;

  private final VertxInternal vertx;
  private final List<EventLoop> loops = new ArrayList<>();

  private EventLoops(VertxInternal vertx) {
    this.vertx = vertx;
    vertx.nettyEventLoopGroup().forEach(loop -> loops.add((EventLoop) loop));
  }

  static EventLoops start() {
    VertxOptions options =
        new VertxOptions()
            .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
            .setWorkerPoolSize(1)
            .setInternalBlockingPoolSize(1)
            // No file is served, so none is copied to a folder of temporary files.
            .setFileSystemOptions(
                new FileSystemOptions()
                    .setFileCachingEnabled(false)
                    .setClassPathResolvingEnabled(false));
    // The store's client must find loops of the kind that it would make itself.
    Transport transport = EpollProvider.isAvailable() ? Transport.EPOLL : Transport.NIO;
    return new EventLoops(
        (VertxInternal) Vertx.builder().with(options).withTransport(transport).build());
  }

  VertxInternal vertx() {
    return vertx;
  }

  List<EventLoop> all() {
    return List.copyOf(loops);
  }

  @Override
  public void close() {
    try {
      vertx
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      LOG.warn("The event loops did not stop within {} s", STOP_WITHIN_SECONDS, e);
    }
  }
}
