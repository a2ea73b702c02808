package dev.freshet.pipelines.store.redis;

import dev.freshet.pipelines.store.RowStore;
import dev.freshet.pipelines.store.RowStoreFactory;
import dev.freshet.pipelines.store.StoreMeter;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.protocol.ProtocolVersion;
import java.time.Duration;
import java.util.Map;

/**
 * Opens row stores in Redis.
 *
 * @param project whose rows they are: it names the marker
 * @param maxWaitingBytes how many bytes of rows may wait in one of them
 */
public record RedisRowStores(RedisAddress address, String project, long maxWaitingBytes)
    implements RowStoreFactory {

  private static final long serialVersionUID = 1L;

  /** With the usual bound. */
  public RedisRowStores(RedisAddress address, String project) {
    this(address, project, 16L << 20);
  }

  @Override
  public RowStore open(Map<String, byte[]> fixtures, StoreMeter meter) {
    RedisClient client = RedisClient.create(SharedResources.acquire());
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .protocolVersion(ProtocolVersion.RESP2)
            .socketOptions(
                SocketOptions.builder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .keepAlive(true)
                    .build())
            .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
            .build());
    return new RedisRowStore(client, address, project, fixtures, maxWaitingBytes, meter);
  }
}
