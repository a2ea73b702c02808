package dev.freshet.serving;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gRPC port: connections are shared out among the event loops, and answered on them. */
final class GrpcListener implements AutoCloseable {

  private final Server server;
  private final int port;

  private GrpcListener(Server server) {
    this.server = server;
    this.port = server.getPort();
  }

  static GrpcListener open(
      EventLoops loops, List<BindableService> services, int maxMessageBytes, String host, int port)
      throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
            .channelFactory(loops.vertx().transport().serverChannelFactory(false))
            .bossEventLoopGroup(loops.vertx().acceptorEventLoopGroup())
            .workerEventLoopGroup(loops.vertx().nettyEventLoopGroup())
            .directExecutor()
            .maxInboundMessageSize(maxMessageBytes)
            .addServices(services.stream().map(BindableService::bindService).toList())
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
    return port;
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
