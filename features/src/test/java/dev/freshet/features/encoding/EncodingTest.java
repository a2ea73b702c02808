package dev.freshet.features.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodingTest {

  private static final double NONE = Double.NaN;

  @Test
  void aVectorBecomesARowOfItsFeaturesColumns() {
    VectorEncoding encoding =
        new VectorEncoding(
            List.of("user__views", "user__category", "user__interest"),
            List.of(
                new Numeric(),
                new OneHot(List.of("shoes", "hats")),
                new Keys(List.of("shoes", "hats"), 0)));

    assertThat(encoding.columns())
        .containsExactly(
            "user__views",
            "user__category=shoes",
            "user__category=hats",
            "user__interest.shoes",
            "user__interest.hats");
    assertThat(encoding.encode(new Object[] {3L, "hats", Map.of("shoes", 0.5)}))
        .containsExactly(3, 0, 1, 0.5, 0);
    assertThat(encoding.encode(new Object[] {null, null, null}))
        .containsExactly(NONE, NONE, NONE, NONE, NONE);
    assertThat(encoding.encode(new Object[] {0L, "socks", Map.of("socks", 2.0)}))
        .containsExactly(0, 0, 0, 0, 0);
    assertThat(List.of(0, 1, 1, 2, 2))
        .isEqualTo(
            List.of(0, 1, 2, 3, 4).stream().map(column -> encoding.feature(column)).toList());
  }

  @Test
  void booleansAreOneAndZero() {
    assertThat(encoded(new Numeric(), true)).containsExactly(1);
    assertThat(encoded(new Numeric(), false)).containsExactly(0);
    assertThat(encoded(new Numeric(), -2.5)).containsExactly(-2.5);
  }

  @Test
  void listsAreWhatTheyContain() {
    OneHot oneHot = new OneHot(List.of("i1", "i2"));

    assertThat(encoded(oneHot, List.of("i2", "i9", "i2"))).containsExactly(0, 1);
    assertThat(encoded(oneHot, List.of())).containsExactly(0, 0);
    assertThat(encoded(new OneHot(List.of("7")), List.of(7L))).containsExactly(1);
  }

  @Test
  void lengthsAreOfListsAndMaps() {
    assertThat(encoded(new Length(), List.of("a", "b"))).containsExactly(2);
    assertThat(encoded(new Length(), Map.of("a", 1L))).containsExactly(1);
    assertThat(encoded(new Length(), null)).containsExactly(NONE);
  }

  @Test
  void bucketsAreThoseOfZlib() {
    assertThat(encoded(new Buckets(8), "shoes")).containsExactly(crc("shoes", 8));
    assertThat(encoded(new Buckets(8), List.of("shoes", "shoes", "hats")))
        .containsExactly(sum(sum(crc("shoes", 8), crc("shoes", 8)), crc("hats", 8)));
  }

  @Test
  void takesTypesThatItCanEncode() {
    assertThat(new Numeric().takes(type("bool"))).isTrue();
    assertThat(new Numeric().takes(type("string"))).isFalse();
    assertThat(new Numeric().takes(type("timestamp"))).isFalse();
    assertThat(new OneHot(List.of("a")).takes(type("list<string>"))).isTrue();
    assertThat(new OneHot(List.of("a")).takes(type("double"))).isFalse();
    assertThat(new Keys(List.of("a"), 0).takes(type("map<string,double>"))).isTrue();
    assertThat(new Keys(List.of("a"), 0).takes(type("map<string,string>"))).isFalse();
    assertThat(new Length().takes(type("map<string,string>"))).isTrue();
    assertThat(new Buckets(2).takes(type("timestamp"))).isFalse();
  }

  @Test
  void whatAMapOfValuesDoesNotHaveIsMissing() {
    assertThat(encoded(new Keys(List.of("a", "b"), NONE), Map.of("a", 2.0)))
        .containsExactly(2, NONE);
  }

  private static double[] encoded(Encoding encoding, Object value) {
    double[] into = new double[encoding.width()];
    encoding.encode(value, into, 0);
    return into;
  }

  private static double[] crc(String text, int buckets) {
    double[] into = new double[buckets];
    long crc = 0xFFFFFFFFL;
    for (byte b : text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xEDB88320L;
      }
    }
    into[(int) ((crc ^ 0xFFFFFFFFL) % buckets)] = 1;
    return into;
  }

  private static double[] sum(double[] a, double[] b) {
    double[] sum = a.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += b[i];
    }
    return sum;
  }

  private static ValueType type(String text) {
    return ValueType.parse(text).orElseThrow();
  }
}
