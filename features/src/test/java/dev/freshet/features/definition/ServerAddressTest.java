package dev.freshet.features.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

  @ParameterizedTest
  @CsvSource({
    "${HOST}:${PORT}, 10.0.0.7, 6566",
    "${BOTH}, feast, 7000",
    "feast-${HOST}:1, feast-10.0.0.7, 1",
    "[::1]:65535, [::1], 65535",
  })
  void variablesAreReplacedWhenTheServerIsAsked(String text, String host, int port) {
    Map<String, String> variables =
        Map.of("HOST", "10.0.0.7", "PORT", "6566", "BOTH", "feast:7000");

    ServerAddress address =
        ServerAddress.parse(text).orElseThrow().expanded(new Variables(variables::get));

    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "feast", "feast:", ":6566", "feast:65536", "feast:x", "a b:1", "$X:1", "${X"})
  void whatIsNoAddressIsNone(String text) {
    assertThat(ServerAddress.parse(text)).isEmpty();
  }

  @Test
  void aVariableThatIsNotSetIsNamed() {
    ServerAddress address = ServerAddress.parse("${FEAST}:6566").orElseThrow();

    assertThatThrownBy(() -> address.expanded(new Variables(name -> null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the environment variable FEAST is not set");
    assertThatThrownBy(() -> address.expanded(new Variables(name -> "not a host")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"not a host:6566\" is not HOST:PORT");
  }
}
