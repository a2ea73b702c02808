package dev.freshet.features.web;

/**
 * Where a visit came from.
 *
 * @param medium {@code direct search social email assistant} or, of a site that is none of these,
 *     {@code referral}
 * @param source the name of the engine, the network and so on, such as {@code Google}; of another
 *     site its host without {@code www.}; empty for a direct visit
 */
public record Referrer(String medium, String source) {

  static final Referrer DIRECT = new Referrer("direct", "");

  static Referrer site(String host) {
    return new Referrer("referral", host.startsWith("www.") ? host.substring(4) : host);
  }
}
