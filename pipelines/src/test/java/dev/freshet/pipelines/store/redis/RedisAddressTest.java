package dev.freshet.pipelines.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import org.junit.jupiter.api.Test;

class RedisAddressTest {

  @Test
  void namesOneServer() {
    RedisURI uri = new RedisAddress("redis://localhost:6380/2").uris().get(0);

    assertThat(uri.getHost()).isEqualTo("localhost");
    assertThat(uri.getPort()).isEqualTo(6380);
    assertThat(uri.getDatabase()).isEqualTo(2);
    assertThat(uri.isSsl()).isFalse();
  }

  @Test
  void namesSeveralWithThePasswordAndTlsOfTheFirst() {
    RedisAddress address = new RedisAddress("rediss://:secret@a:1,b:2,rediss://c:3");

    assertThat(address.uris()).extracting(RedisURI::getHost).containsExactly("a", "b", "c");
    assertThat(address.uris()).extracting(RedisURI::getPort).containsExactly(1, 2, 3);
    assertThat(address.uris()).allMatch(RedisURI::isSsl);
    assertThat(address.uris().get(1).getCredentialsProvider().resolveCredentials().block())
        .extracting(credentials -> new String(credentials.getPassword()))
        .isEqualTo("secret");
  }

  @Test
  void doesNotTellItsPassword() {
    assertThat(new RedisAddress("redis://me:secret@a:1,b:2")).hasToString("redis://***@a:1,b:2");
  }

  @Test
  void refusesOtherText() {
    assertThatThrownBy(() -> new RedisAddress("localhost:6379"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RedisAddress("radish://:secret@a:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("redis://HOST:PORT")
        .message()
        .doesNotContain("secret");
  }
}
