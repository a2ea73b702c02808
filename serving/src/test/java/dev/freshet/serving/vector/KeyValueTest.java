package dev.freshet.serving.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.Scalar;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyValueTest {

  @Test
  void anIntegerIsItselfOrItsDigits() {
    assertThat(KeyValue.of(Scalar.INT64, 7L)).contains(7L);
    assertThat(KeyValue.of(Scalar.INT64, "7")).contains(7L);
    assertThat(KeyValue.of(Scalar.INT64, "-9223372036854775808")).contains(Long.MIN_VALUE);
    for (Object other :
        List.of("c7", "", " 7", "+7", "7.0", "9223372036854775808", 7.0, true, BigInteger.TEN)) {
      assertThat(KeyValue.of(Scalar.INT64, other)).as("%s", other).isEmpty();
    }
  }

  @Test
  void aTextIsItselfOrTheDigitsOfAnInteger() {
    assertThat(KeyValue.of(Scalar.STRING, "ü")).contains("ü");
    assertThat(KeyValue.of(Scalar.STRING, "")).contains("");
    assertThat(KeyValue.of(Scalar.STRING, 7L)).contains("7");
    assertThat(KeyValue.of(Scalar.STRING, BigInteger.TEN.pow(20)))
        .contains("100000000000000000000");
    for (Object other : List.of("\ud83d", 7.0, true)) {
      assertThat(KeyValue.of(Scalar.STRING, other)).as("%s", other).isEmpty();
    }
  }
}
