package dev.freshet.serving;

import dev.freshet.serving.http.HttpService;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The HTTP port: connections are shared out among the event loops. */
final class HttpListener implements AutoCloseable {

  private static final int IDLE_SECONDS = 120;
  private static final Duration STOP_WITHIN = Duration.ofSeconds(1);

  private final EventLoops loops;
  private final String deployment;
  private final int port;

  private HttpListener(EventLoops loops, String deployment, int port) {
    this.loops = loops;
    this.deployment = deployment;
    this.port = port;
  }

  static HttpListener open(EventLoops loops, HttpService service, String host, int port)
      throws IOException {
    AtomicInteger opened = new AtomicInteger();
    SocketAddress address =
        port == 0
            ? SocketAddress.sharedRandomPort(1, host)
            : SocketAddress.inetSocketAddress(port, host);
    try {
      String deployment =
          loops
              .vertx()
              .deployVerticle(
                  () -> new Listening(address, service, opened),
                  new DeploymentOptions().setInstances(loops.all().size()))
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      return new HttpListener(loops, deployment, opened.get());
    } catch (CompletionException e) {
      throw new IOException(
          "HTTP port %d of %s cannot be opened: %s; name another, or 0 for a free one"
              .formatted(port, host, e.getCause().getMessage()),
          e.getCause());
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    loops.vertx().undeploy(deployment).toCompletionStage().toCompletableFuture().join();
  }

  /** One event loop's share of the port. */
  private static final class Listening extends VerticleBase {

    private final SocketAddress address;
    private final HttpService service;
    private final AtomicInteger opened;
    private HttpServer server;

    Listening(SocketAddress address, HttpService service, AtomicInteger opened) {
      this.address = address;
      this.service = service;
      this.opened = opened;
    }

    @Override
    public Future<HttpServer> start() {
      server =
          vertx
              .createHttpServer(new HttpServerOptions().setIdleTimeout(IDLE_SECONDS))
              .requestHandler(service)
              .invalidRequestHandler(service::refuse);
      return server.listen(address).onSuccess(listening -> opened.set(listening.actualPort()));
    }

    @Override
    public Future<Void> stop() {
      return server.shutdown(STOP_WITHIN);
    }
  }
}
