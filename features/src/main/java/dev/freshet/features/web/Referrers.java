package dev.freshet.features.web;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tells search engines, social networks, mail and assistants among referrers, by {@code
 * referrers.tsv}. Loaded when first used. Immutable and thread-safe.
 */
public final class Referrers {

  private static final String APP = "app:";
  private static final String ANY_TOP = ".*";
  private static final int LONGEST_SECOND_LEVEL = 3;

  private final Map<String, Referrer> hosts = new HashMap<>();
  private final Map<String, Referrer> apps = new HashMap<>();

  /** What stands before {@code .*}. */
  private final Map<String, Referrer> names = new HashMap<>();

  private Referrers(byte[] table) {
    new String(table, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\t", -1))
        .forEach(cells -> add(new Referrer(cells[0], cells[1]), cells[2].split(" ")));
  }

  /** Those of this process. */
  public static Referrers loaded() {
    return Loaded.REFERRERS;
  }

  /** Which table decides: another table has another version. */
  public static String version() {
    return Version.TEXT;
  }

  /** Empty if the text is neither empty nor a URL with a host. */
  public Optional<Referrer> of(String url) {
    if (url.isEmpty()) {
      return Optional.of(Referrer.DIRECT);
    }
    return Address.of(url).map(this::of);
  }

  private Referrer of(Address address) {
    String host = address.host();
    if (address.app()) {
      return apps.getOrDefault(host, Referrer.site(host));
    }
    for (int from = 0; from >= 0; from = after(host, from)) {
      String part = host.substring(from);
      Referrer known = hosts.get(part);
      if (known == null) {
        known = anyTop(part);
      }
      if (known != null) {
        return known;
      }
    }
    return Referrer.site(host);
  }

  /** By what stands before a top level of one label, or of two such as {@code co.uk}. */
  private Referrer anyTop(String host) {
    int top = host.lastIndexOf('.');
    if (top < 0) {
      return null;
    }
    int second = host.lastIndexOf('.', top - 1);
    boolean two = second >= 0 && top - second - 1 <= LONGEST_SECOND_LEVEL;
    Referrer known = two ? names.get(host.substring(0, second)) : null;
    return known == null ? names.get(host.substring(0, top)) : known;
  }

  private static int after(String host, int from) {
    int dot = host.indexOf('.', from);
    return dot < 0 ? -1 : dot + 1;
  }

  private void add(Referrer referrer, String[] patterns) {
    for (String pattern : patterns) {
      if (pattern.startsWith(APP)) {
        apps.put(pattern.substring(APP.length()), referrer);
      } else if (pattern.endsWith(ANY_TOP)) {
        names.put(pattern.substring(0, pattern.length() - ANY_TOP.length()), referrer);
      } else {
        hosts.put(pattern, referrer);
      }
    }
  }

  private static byte[] table() {
    return Table.bytes(Referrers.class, "referrers.tsv");
  }

  /** Loaded when somebody asks for a referrer. */
  private static final class Loaded {
    static final Referrers REFERRERS = new Referrers(table());
  }

  /** Known without reading the table's lines. */
  private static final class Version {
    static final String TEXT = Table.version(table());
  }
}
