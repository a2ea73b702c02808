package dev.freshet.serving.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreAddressTest {

  @Test
  void readsOneServer() {
    StoreAddress address = StoreAddress.parse("rediss://ada:secret@redis.example:6380/2");

    RedisURI uri = address.nodes().get(0);
    assertThat(address.namesSeveral()).isFalse();
    assertThat(uri.getHost()).isEqualTo("redis.example");
    assertThat(uri.getPort()).isEqualTo(6380);
    assertThat(uri.isSsl()).isTrue();
    assertThat(uri.getDatabase()).isEqualTo(2);
    assertThat(uri.getTimeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(address.toString()).doesNotContain("secret");
  }

  @Test
  void readsTheNodesOfACluster() {
    StoreAddress address = StoreAddress.parse("redis://:secret@a:7000,b:7001,c");

    assertThat(address.namesSeveral()).isTrue();
    assertThat(address.nodes()).extracting(RedisURI::getHost).containsExactly("a", "b", "c");
    assertThat(address.nodes()).extracting(RedisURI::getPort).containsExactly(7000, 7001, 6379);
  }

  @Test
  void readsSentinels() {
    StoreAddress address = StoreAddress.parse("redis-sentinel://a:26379,b:26379/0#primary");

    assertThat(address.namesSeveral()).isFalse();
    assertThat(address.nodes().get(0).getSentinelMasterId()).isEqualTo("primary");
  }

  @Test
  void keepsTheTimeoutThatItIsTold() {
    assertThat(StoreAddress.parse("redis://a?timeout=5s").nodes().get(0).getTimeout())
        .isEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "localhost:6379",
        "http://:secret@a:1",
        "redis://",
        "redis://a b"
      })
  void refusesWhatIsNone(String uri) {
    assertThatThrownBy(() -> StoreAddress.parse(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://HOST:PORT")
        .hasMessageNotContaining("secret");
  }
}
