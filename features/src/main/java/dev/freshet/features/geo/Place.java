package dev.freshet.features.geo;

import java.util.Optional;

/**
 * A place on earth.
 *
 * @param latitude degrees north, from -90 to 90
 * @param longitude degrees east, from -180 to 180
 */
public record Place(double latitude, double longitude) {

  private static final double MEAN_RADIUS_KM = 6371.0088;
  private static final String DIGITS = "0123456789bcdefghjkmnpqrstuvwxyz";
  private static final int BITS_PER_DIGIT = 5;

  /** A cell of 12 digits is four centimetres wide. */
  public static final int MOST_DIGITS = 12;

  /** Empty if there is no such place. */
  public static Optional<Place> of(double latitude, double longitude) {
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
        ? Optional.of(new Place(latitude, longitude))
        : Optional.empty();
  }

  /**
   * The geohash: the cell of the earth that the place lies in, a cell of fewer digits holding those
   * that begin with it. The borders of a cell in the south and west are part of it.
   *
   * @param digits from 1 to {@link #MOST_DIGITS}: 1 is 5,000 km wide, 5 is 4.9 km, 7 is 150 m
   */
  public String geohash(int digits) {
    StringBuilder hash = new StringBuilder(digits);
    double south = -90;
    double north = 90;
    double west = -180;
    double east = 180;
    int digit = 0;
    for (int bit = 0; bit < digits * BITS_PER_DIGIT; bit++) {
      boolean upper;
      if (bit % 2 == 0) {
        double middle = (west + east) / 2;
        upper = longitude >= middle;
        west = upper ? middle : west;
        east = upper ? east : middle;
      } else {
        double middle = (south + north) / 2;
        upper = latitude >= middle;
        south = upper ? middle : south;
        north = upper ? north : middle;
      }
      digit = digit << 1 | (upper ? 1 : 0);
      if (bit % BITS_PER_DIGIT == BITS_PER_DIGIT - 1) {
        hash.append(DIGITS.charAt(digit));
        digit = 0;
      }
    }
    return hash.toString();
  }

  /**
   * How far the other place is, along a great circle of a sphere of the earth's mean radius, in
   * kilometres: at most 0.6 % off. The same to the last bit on every machine.
   */
  public double distanceKm(Place other) {
    double north = sineOfHalf(other.latitude - latitude);
    double east = sineOfHalf(other.longitude - longitude);
    double square = north * north + cosine(latitude) * cosine(other.latitude) * east * east;
    return 2 * MEAN_RADIUS_KM * StrictMath.asin(Math.min(1, Math.sqrt(square)));
  }

  private static double sineOfHalf(double degrees) {
    return StrictMath.sin(StrictMath.toRadians(degrees) / 2);
  }

  private static double cosine(double degrees) {
    return StrictMath.cos(StrictMath.toRadians(degrees));
  }
}
