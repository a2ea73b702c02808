package dev.freshet.pipelines.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.pipelines.store.RowStore;
import dev.freshet.pipelines.store.StoreMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordRedisIT extends RedisContract {

  @Override
  RedisServers startServers() throws Exception {
    return RedisServers.standalone(true);
  }

  @Test
  void withoutThePasswordRowsWait() throws Exception {
    RedisAddress address =
        new RedisAddress(servers().address().replace(":" + RedisServers.PASSWORD + "@", ""));
    StoreMeter locked = new StoreMeter();
    try (RowStore outside = new RedisRowStores(address, "shop").open(FIXTURES, locked)) {
      outside.put("a", row(1, 1, 1, 1), Long.MAX_VALUE);

      assertThat(outside.flush(Duration.ofMillis(500))).isFalse();
      assertThat(outside.identity()).isEmpty();
      assertThat(locked.timesAway()).isEqualTo(1);
    }
  }
}
