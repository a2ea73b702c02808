package dev.freshet.serving;

import dev.freshet.serving.feast.FeastService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The gRPC port: connections are shared out among the event loops, and answered on them. */
final class GrpcListener implements AutoCloseable {

  private final Server server;

  private GrpcListener(Server server) {
    this.server = server;
  }

  static GrpcListener open(
      EventLoops loops, FeastService service, int maxMessageBytes, String host, int port)
      throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .channelFactory(loops.vertx().transport().serverChannelFactory(false))
            .bossEventLoopGroup(loops.vertx().acceptorEventLoopGroup())
            .workerEventLoopGroup(loops.vertx().nettyEventLoopGroup())
            .directExecutor()
            .maxInboundMessageSize(maxMessageBytes)
            .addService(service)
            .addService(ProtoReflectionServiceV1.newInstance())
            .build();
    try {
      return new GrpcListener(server.start());
    } catch (IOException e) {
      throw new IOException(
          "gRPC port %d of %s cannot be opened: %s; name another, or 0 for a free one"
              .formatted(
                  port, host, e.getCause() == null ? e.getMessage() : e.getCause().getMessage()),
          e);
    }
  }

  int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(1, TimeUnit.SECONDS)) {
        server.shutdownNow().awaitTermination(1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
