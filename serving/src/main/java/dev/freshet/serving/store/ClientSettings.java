package dev.freshet.serving.store;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How the Redis clients behave: fail fast, hold little, come back soon. */
final class ClientSettings {

  /**
   * More questions than this unanswered on one loop: the store hangs, and new ones are refused. In
   * a cluster each key is a question.
   */
  private static final int MOST_UNANSWERED = 1024;

  private static final int MOST_UNANSWERED_KEYS = 32 * MOST_UNANSWERED;

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private ClientSettings() {}

  static ClientResources resources() {
    return DefaultClientResources.builder()
        .computationThreadPoolSize(2)
        .commandLatencyRecorder(CommandLatencyRecorder.disabled())
        .reconnectDelay(
            Delay.fullJitter(
                Duration.ofMillis(20), Duration.ofMillis(500), 20, TimeUnit.MILLISECONDS))
        .build();
  }

  static ClientOptions standalone() {
    return with(ClientOptions.builder()).requestQueueSize(MOST_UNANSWERED).build();
  }

  static ClusterClientOptions cluster() {
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    with(options);
    return options
        .requestQueueSize(MOST_UNANSWERED_KEYS)
        .topologyRefreshOptions(
            ClusterTopologyRefreshOptions.builder()
                .enablePeriodicRefresh(Duration.ofSeconds(15))
                .adaptiveRefreshTriggersTimeout(Duration.ofSeconds(1))
                .build())
        .build();
  }

  private static ClientOptions.Builder with(ClientOptions.Builder options) {
    return options
        .protocolVersion(ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .socketOptions(sockets());
  }

  /** A peer that is gone without a word is given up after a few seconds. */
  private static SocketOptions sockets() {
    SocketOptions.Builder options = SocketOptions.builder().connectTimeout(CONNECT_WITHIN);
    if (EpollProvider.isAvailable()) {
      options
          .keepAlive(
              SocketOptions.KeepAliveOptions.builder()
                  .enable()
                  .idle(SILENCE)
                  .interval(Duration.ofSeconds(1))
                  .count(3)
                  .build())
          .tcpUserTimeout(
              SocketOptions.TcpUserTimeoutOptions.builder()
                  .enable()
                  .tcpUserTimeout(SILENCE)
                  .build());
    }
    return options.build();
  }
}
