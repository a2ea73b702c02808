package dev.freshet.features.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {

  private static final long NOON = 1_795_348_800_000L;

  @Test
  void readsAndWritesInstants() {
    assertThat(Timestamps.parse("2026-11-22T12:00:00Z")).hasValue(NOON);
    assertThat(Timestamps.parse("1795348800000")).hasValue(NOON);
    assertThat(Timestamps.format(NOON)).isEqualTo("2026-11-22T12:00:00.000Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-22t12:00:00z, 0",
    "2026-11-22T12:00:00.1Z, 100",
    "2026-11-22T12:00:00.0019999999999999Z, 1",
    "2026-11-22T13:30:00.000+01:30, 0",
    "2026-11-21T12:01:00-23:59, 0",
    "2026-11-22T12:00:00-00:00, 0"
  })
  void takesEveryFormOfRfc3339(String text, long afterNoon) {
    assertThat(Timestamps.parse(text)).hasValue(NOON + afterNoon);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "12a",
        "+12",
        "1.5",
        " 12",
        "99999999999999999999999",
        "253402300800000",
        "2026-11-22",
        "2026-11-22T12:00:00",
        "2026-11-22 12:00:00Z",
        "2026-11-22T12:00Z",
        "2026-11-22T12:00:00.Z",
        "2026-11-22T24:00:00Z",
        "2026-02-29T12:00:00Z",
        "2026-11-22T12:00:00+0100",
        "2026-11-22T12:00:00+24:00",
        "2026-11-22T12:00:00Zz",
        "2026-11-22T12:00:60Z",
        "2026-11-22T12:00:٠٠Z",
        "0000-01-01T00:00:00+00:01"
      })
  void refusesWhatIsNeither(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }

  @Test
  void cutsFractionsDownwardsBeforeTheEpochToo() {
    assertThat(Timestamps.parse("1969-12-31T23:59:59.9985Z")).hasValue(-2);
    assertThat(Timestamps.format(-2)).isEqualTo("1969-12-31T23:59:59.998Z");
  }

  @Test
  void readsALeapSecondAsTheOneBeforeIt() {
    assertThat(Timestamps.parse("1990-12-31T15:59:60.5-08:00"))
        .isEqualTo(Timestamps.parse("1990-12-31T23:59:59.5Z"));
  }

  @Test
  void reachesFromYear0To9999() {
    assertThat(Timestamps.format(Timestamps.MIN)).isEqualTo("0000-01-01T00:00:00.000Z");
    assertThat(Timestamps.format(Timestamps.MAX)).isEqualTo("9999-12-31T23:59:59.999Z");
    assertThat(Timestamps.ofEpochMillis(Timestamps.MAX + 1)).isEmpty();
    assertThat(Timestamps.ofEpochMillis(Timestamps.MIN - 1)).isEmpty();
  }

  @Test
  void agreesWithANaiveReadingOnRandomText() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int readable = 0;
    for (int i = 0; i < 200_000; i++) {
      String text = randomText(random);
      OptionalLong naive = naive(text);
      assertThat(Timestamps.parse(text)).as("seed %d: %s", seed, text).isEqualTo(naive);
      if (naive.isPresent()) {
        readable++;
        assertThat(Timestamps.parse(Timestamps.format(naive.getAsLong()))).isEqualTo(naive);
      }
    }
    assertThat(readable).as("seed %d", seed).isBetween(20_000, 180_000);
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    if (random.nextInt(4) == 0) {
      text.append(random.nextInt(3) == 0 ? "-" : "")
          .append(random.nextLong() >>> (1 + random.nextInt(60)));
    } else {
      text.append(
          String.format(
              "%04d-%02d-%02d%c%02d:%02d:%02d",
              random.nextInt(10_000),
              random.nextInt(14),
              random.nextInt(33),
              random.nextBoolean() ? 'T' : 't',
              random.nextInt(25),
              random.nextInt(61),
              random.nextInt(62)));
      if (random.nextBoolean()) {
        text.append('.');
        for (int i = random.nextInt(12); i > 0; i--) {
          text.append(random.nextInt(10));
        }
      }
      text.append(
          random.nextBoolean()
              ? "Z"
              : String.format(
                  "%c%02d:%02d",
                  random.nextBoolean() ? '+' : '-', random.nextInt(25), random.nextInt(61)));
    }
    if (random.nextInt(8) == 0) {
      text.setCharAt(random.nextInt(text.length()), " 0129-+:.TZtzx".charAt(random.nextInt(14)));
    }
    return text.toString();
  }

  private static OptionalLong naive(String text) {
    if (text.matches("-?[0-9]+")) {
      BigInteger number = new BigInteger(text);
      return number.bitLength() > 63 || text.replace("-", "").length() > 18
          ? OptionalLong.empty()
          : Timestamps.ofEpochMillis(number.longValueExact());
    }
    Matcher parts =
        Pattern.compile(
                "([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})"
                    + "(?:[.]([0-9]+))?(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))")
            .matcher(text);
    if (!parts.matches()) {
      return OptionalLong.empty();
    }
    int second = Integer.parseInt(parts.group(6));
    int offset = 0;
    if (parts.group(8) != null) {
      int hours = Integer.parseInt(parts.group(9));
      int minutes = Integer.parseInt(parts.group(10));
      if (hours > 23 || minutes > 59) {
        return OptionalLong.empty();
      }
      offset = (hours * 60 + minutes) * (parts.group(8).equals("-") ? -1 : 1);
    }
    try {
      LocalDateTime local =
          LocalDateTime.of(
                  Integer.parseInt(parts.group(1)),
                  Integer.parseInt(parts.group(2)),
                  Integer.parseInt(parts.group(3)),
                  Integer.parseInt(parts.group(4)),
                  Integer.parseInt(parts.group(5)),
                  second == 60 ? 59 : second)
              .minusMinutes(offset);
      if (second == 60 && (local.getHour() != 23 || local.getMinute() != 59)) {
        return OptionalLong.empty();
      }
      String fraction = ((parts.group(7) == null ? "" : parts.group(7)) + "000").substring(0, 3);
      return Timestamps.ofEpochMillis(
          local.toEpochSecond(ZoneOffset.UTC) * 1000 + Integer.parseInt(fraction));
    } catch (DateTimeException impossible) {
      return OptionalLong.empty();
    }
  }
}
