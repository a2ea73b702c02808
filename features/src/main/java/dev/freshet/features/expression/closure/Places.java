package dev.freshet.features.expression.closure;

import dev.freshet.features.geo.Place;
import java.util.Map;
import java.util.Optional;

/** Where on earth: {@code geohash} and {@code distanceKm}. */
final class Places {

  private Places() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("geohash_double_double_int", Places::geohash);
    functions.put("distance_km_double", Places::distance);
  }

  private static Node geohash(Call call) throws RefusedException {
    Node.OfDouble latitude = call.real(0);
    Node.OfDouble longitude = call.real(1);
    Node.OfInt digits = call.integer(2);
    Optional<Object> constant = call.constant(2);
    if (constant.isPresent() && !isLength((Long) constant.get())) {
      throw new RefusedException(
          "a geohash has 1 to %d digits, not %s".formatted(Place.MOST_DIGITS, constant.get()));
    }
    return (Node.OfObject<String>)
        frame -> {
          Optional<Place> place = Place.of(latitude.get(frame), longitude.get(frame));
          long length = digits.get(frame);
          return place.isPresent() && isLength(length)
              ? place.get().geohash((int) length)
              : frame.fail("");
        };
  }

  private static boolean isLength(long digits) {
    return digits >= 1 && digits <= Place.MOST_DIGITS;
  }

  private static Node distance(Call call) {
    Node.OfDouble[] degrees = {call.real(0), call.real(1), call.real(2), call.real(3)};
    return (Node.OfDouble)
        frame -> {
          Optional<Place> from = Place.of(degrees[0].get(frame), degrees[1].get(frame));
          Optional<Place> to = Place.of(degrees[2].get(frame), degrees[3].get(frame));
          return from.isPresent() && to.isPresent()
              ? from.get().distanceKm(to.get())
              : frame.fail(0.0);
        };
  }
}
