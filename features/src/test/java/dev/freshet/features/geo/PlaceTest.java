package dev.freshet.features.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {

  private static final long SEED = 20261122;
  private static final double RADIUS_KM = 6371.0088;

  @ParameterizedTest
  @CsvSource({
    "57.64911, 10.40744, u4pruydqqvj",
    "42.605, -5.603, ezs42",
    "-25.382708, -49.265506, 6gkzwgjzn820",
    "52.520008, 13.404954, u33dc0",
    "0, 0, s0000",
    "90, 180, zzzzz",
    "-90, -180, 00000",
    "37.8324, 112.5584, ww8p1r4t8"
  })
  void hasTheGeohashThatOthersGive(double latitude, double longitude, String hash) {
    assertThat(place(latitude, longitude).geohash(hash.length())).isEqualTo(hash);
  }

  @ParameterizedTest
  @CsvSource({
    "52.520008, 13.404954, 48.137154, 11.576124, 504.3",
    "51.5007, -0.1246, 40.6892, -74.0445, 5574.8",
    "0, 0, 0, 180, 20015.1",
    "90, 0, -90, 77, 20015.1",
    "10, 20, 10, 20, 0",
    "0, 179.5, 0, -179.5, 111.2"
  })
  void isAsFarAsOthersSay(double lat1, double lon1, double lat2, double lon2, double km) {
    assertThat(place(lat1, lon1).distanceKm(place(lat2, lon2))).isEqualTo(km, within(0.06));
  }

  @ParameterizedTest
  @CsvSource({"90.0001, 0", "-91, 0", "0, 180.0001", "0, -181", "NaN, 0", "0, NaN", "Infinity, 0"})
  void thereIsNoSuchPlace(double latitude, double longitude) {
    assertThat(Place.of(latitude, longitude)).isEmpty();
  }

  @Test
  void hasTheGeohashOfExactArithmetic() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      double latitude = degrees(random, 90);
      double longitude = degrees(random, 180);
      int digits = 1 + random.nextInt(Place.MOST_DIGITS);

      assertThat(place(latitude, longitude).geohash(digits))
          .as("%s %s %s, seed %s", latitude, longitude, digits, SEED)
          .isEqualTo(exactly(latitude, longitude, digits));
    }
  }

  @Test
  void isAsFarAsTheAngleBetweenTwoVectors() {
    Random random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      Place from = place(degrees(random, 90), degrees(random, 180));
      Place to =
          random.nextBoolean()
              ? place(degrees(random, 90), degrees(random, 180))
              : place(
                  Math.max(-90, Math.min(90, from.latitude() + random.nextGaussian() / 1000)),
                  from.longitude());

      assertThat(from.distanceKm(to))
          .as("%s %s, seed %s", from, to, SEED)
          .isEqualTo(betweenVectors(from, to), within(1e-4))
          .isEqualTo(to.distanceKm(from));
    }
  }

  private static Place place(double latitude, double longitude) {
    return Place.of(latitude, longitude).orElseThrow();
  }

  /** Sometimes on the border of cells. */
  private static double degrees(Random random, int most) {
    return random.nextInt(4) == 0
        ? most * (random.nextInt(129) - 64) / 64.0
        : most * (2 * random.nextDouble() - 1);
  }

  /** The cell's number of rows and of columns from the south-west corner, bit by bit. */
  private static String exactly(double latitude, double longitude, int digits) {
    int bits = 5 * digits;
    String columns = bits(longitude, 180, (bits + 1) / 2);
    String rows = bits(latitude, 90, bits / 2);
    StringBuilder both = new StringBuilder();
    for (int i = 0; i < bits; i++) {
      both.append(i % 2 == 0 ? columns.charAt(i / 2) : rows.charAt(i / 2));
    }
    StringBuilder hash = new StringBuilder();
    for (int i = 0; i < bits; i += 5) {
      int digit = Integer.parseInt(both.substring(i, i + 5), 2);
      hash.append("0123456789bcdefghjkmnpqrstuvwxyz".charAt(digit));
    }
    return hash.toString();
  }

  private static String bits(double degrees, int most, int bits) {
    BigDecimal cells = BigDecimal.valueOf(1L << bits);
    long cell =
        new BigDecimal(degrees)
            .add(BigDecimal.valueOf(most))
            .multiply(cells)
            .divide(BigDecimal.valueOf(2L * most), 0, RoundingMode.FLOOR)
            .longValueExact();
    long within = Math.min(cell, (1L << bits) - 1);
    String text = Long.toBinaryString(within);
    return "0".repeat(bits - text.length()) + text;
  }

  private static double betweenVectors(Place from, Place to) {
    double[] a = vector(from);
    double[] b = vector(to);
    double[] cross = {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
    double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    return RADIUS_KM * Math.atan2(Math.hypot(Math.hypot(cross[0], cross[1]), cross[2]), dot);
  }

  private static double[] vector(Place place) {
    double latitude = Math.toRadians(place.latitude());
    double longitude = Math.toRadians(place.longitude());
    return new double[] {
      Math.cos(latitude) * Math.cos(longitude),
      Math.cos(latitude) * Math.sin(longitude),
      Math.sin(latitude)
    };
  }
}
