package dev.freshet.features.web;

import java.util.Locale;
import java.util.Optional;

/**
 * The parts of a URL that tell where a visit came from, read as browsers write referrers: a scheme,
 * two slashes, and a host that ends at the next slash, question mark or hash.
 *
 * @param host in lower case, without user, port and a last dot; an Android app's package as it is
 */
record Address(boolean app, String host) {

  private static final String SLASHES = "://";
  private static final String APP = "android-app";

  /** Empty if the text is no such URL. */
  static Optional<Address> of(String url) {
    int slashes = url.indexOf(SLASHES);
    if (slashes <= 0) {
      return Optional.empty();
    }
    String scheme = url.substring(0, slashes);
    if (!scheme.chars().allMatch(Address::isOfScheme)) {
      return Optional.empty();
    }
    int from = slashes + SLASHES.length();
    int to = end(url, from);
    boolean app = scheme.equalsIgnoreCase(APP);
    String host =
        url.substring(
            url.lastIndexOf('@', to - 1) >= from ? url.lastIndexOf('@', to - 1) + 1 : from, to);
    return host(app ? host : withoutPort(host).toLowerCase(Locale.ROOT))
        .map(known -> new Address(app, known));
  }

  private static boolean isOfScheme(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '-'
        || c == '.';
  }

  private static int end(String url, int from) {
    for (int i = from; i < url.length(); i++) {
      char c = url.charAt(i);
      if (c == '/' || c == '?' || c == '#' || c == '\\') {
        return i;
      }
    }
    return url.length();
  }

  /** A colon within brackets is of an IPv6 address. */
  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static Optional<String> host(String host) {
    String whole = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return whole.isEmpty() || whole.chars().anyMatch(c -> c <= ' ')
        ? Optional.empty()
        : Optional.of(whole);
  }
}
