package dev.freshet.serving.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarTest {

  private static final Sidecar SIDECAR =
      new Sidecar("buy", "home", "00ff", List.of("a__b", "a__c=ü\""), Sidecar.sha256(new byte[1]));

  @Test
  void isReadAsItWasWritten() throws UnusableModelException {
    assertThat(Sidecar.read(SIDECAR.toJson())).isEqualTo(SIDECAR);
    assertThat(SIDECAR.sha256())
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  }

  @Test
  void isBesideTheModel() {
    assertThat(Sidecar.of(Path.of("/m/buy.json"))).isEqualTo(Path.of("/m/buy.json.sidecar.json"));
  }

  @Test
  void otherMembersArePassedOver() throws UnusableModelException {
    String json =
        new String(SIDECAR.toJson(), UTF_8).replaceFirst("\\{", "{\"more\": [{\"a\": 1}],");

    assertThat(Sidecar.read(json.getBytes(UTF_8))).isEqualTo(SIDECAR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|is no JSON object",
        "{\"model\": \"bu|ends too early; copy it again, whole",
        "{model}|is no JSON: Unexpected character",
        "{\"model\": \"m\"}|has no \"feature_service\"",
        "{\"columns\": [1]}|what is no name"
      })
  void whatIsNoneIsRefused(String json, String message) {
    assertThatExceptionOfType(UnusableModelException.class)
        .isThrownBy(() -> Sidecar.read(json.getBytes(UTF_8)))
        .withMessageContaining(message);
  }
}
