package dev.freshet.infra.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.type.Timestamps;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeShiftTest {

  private static final long DAY = 86_400_000;

  @Test
  void movesTheTimeAndNothingElse() {
    assertThat(
            shift(
                "ts",
                "{ \"id\" : \"é\\u00e9\",\"ts\":1362062307000 , \"ends\":1362062307000}",
                DAY))
        .isEqualTo("{ \"id\" : \"é\\u00e9\",\"ts\":1362148707000 , \"ends\":1362062307000}");
  }

  @ParameterizedTest
  @CsvSource({
    "1362062307000, 1362148707000",
    "1362062307000.5, 1362148707000.5",
    "-1, 86399999",
    "0, 86400000",
    "\"1362062307000\", \"1362148707000\"",
    "\"2013-02-28T14:38:27Z\", \"2013-03-01T14:38:27Z\"",
    "\"2012-02-28t23:59:59.9z\", \"2012-02-29t23:59:59.9z\"",
    "\"2013-12-31T23:00:00.123456789+05:30\", \"2014-01-01T23:00:00.123456789+05:30\"",
    "\"2016-12-31T23:59:60Z\", \"2017-01-01T23:59:59Z\"",
    "\"2013-02-28T14\\u003a38:27Z\", \"2013-03-01T14:38:27Z\"",
    "\"yesterday\", \"yesterday\"",
    "null, null",
    "true, true",
    "[1], [1]",
    "{\"ts\":1}, {\"ts\":1}"
  })
  void writesATimeAsItWasWritten(String before, String after) {
    assertThat(shift("ts", "{\"ts\":" + before + "}", DAY)).isEqualTo("{\"ts\":" + after + "}");
  }

  @Test
  void aNumberThatCannotBeMovedIsWrittenAnew() {
    assertThat(shift("ts", "{\"ts\":1.362062307e12}", DAY)).isEqualTo("{\"ts\":1362148707000}");
  }

  @Test
  void findsTheTimeDeepInside() {
    String record =
        "{\"ts\":1,\"a\":{\"ts\":2,\"b\":{\"x\":[{\"ts\":3}],\"ts\":%d},\"c\":{\"ts\":4}},\"b\":{\"ts\":5}}";
    assertThat(shift("a.b.ts", String.format(record, 1000), DAY))
        .isEqualTo(String.format(record, 1000 + DAY));
  }

  @Test
  void movesTheTimeWhereverItsNameRepeats() {
    assertThat(shift("a.ts", "{\"a\":{\"ts\":1000,\"ts\":2000},\"a\":{\"ts\":3000}}", -1000))
        .isEqualTo("{\"a\":{\"ts\":0,\"ts\":1000},\"a\":{\"ts\":2000}}");
  }

  @Test
  void agreesWithReadingTheTimeOnRandomRecords() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      long time = random.nextLong(Timestamps.MAX / 2);
      long shift = (random.nextLong(Timestamps.MAX / 2) / 1000) * 1000;
      String text = random.nextBoolean() ? Timestamps.format(time) : Long.toString(time);
      String noise = "\"" + "x{\\\"ts\\\":1,".repeat(random.nextInt(4)) + "\"";
      String record = "{\"n\":" + noise + ",\"ts\":\"" + text + "\",\"m\":[{\"ts\":9}]}";
      String moved = shift("ts", record, shift);
      String prefix = "{\"n\":" + noise + ",\"ts\":\"";
      assertThat(moved).as("seed %d", seed).startsWith(prefix).endsWith("\",\"m\":[{\"ts\":9}]}");
      String movedText = moved.substring(prefix.length(), moved.indexOf('"', prefix.length()));
      assertThat(Timestamps.parse(movedText))
          .as("seed %d: %s", seed, record)
          .hasValue(time + shift);
    }
  }

  private static String shift(String path, String record, long millis) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return new String(
        new TimeShift(FieldPath.parse(path)).apply(bytes, millis, 1_362_062_307_000L),
        StandardCharsets.UTF_8);
  }
}
