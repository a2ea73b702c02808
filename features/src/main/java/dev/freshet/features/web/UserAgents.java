package dev.freshet.features.web;

import java.io.ByteArrayInputStream;
import ua_parser.Parser;

/**
 * Tells user agents apart, by the patterns of uap-core and the rules of {@code devices.tsv}. Loaded
 * when first used: half a second and two megabytes. An answer that is not among the recent ones
 * takes up to some milliseconds, for the patterns are a thousand. Thread-safe.
 */
public final class UserAgents {

  /** The patterns' time grows faster than the text; real user agents are shorter. */
  static final int LONGEST = 512;

  private static final int RECENT = 4096;
  private static final String PATTERNS = "/ua_parser/regexes.yaml";

  private final Parser parser;
  private final DeviceRules rules;
  private final Recent<String, UserAgent> recent = new Recent<>(RECENT, this::parse);

  private UserAgents(byte[] patterns, byte[] rules) {
    this.parser = new Parser(new ByteArrayInputStream(patterns));
    this.rules = DeviceRules.read(rules);
  }

  /** The one of this process. */
  public static UserAgents loaded() {
    return Loaded.AGENTS;
  }

  /** Which tables decide: other tables have another version. */
  public static String version() {
    return Version.TEXT;
  }

  /** What the user agent says of itself. Of a longer one the first 512 characters are read. */
  public UserAgent of(String text) {
    return recent.get(text.length() <= LONGEST ? text : cut(text));
  }

  private static String cut(String text) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
  }

  private UserAgent parse(String text) {
    String device = parser.parseDevice(text).family;
    String os = parser.parseOS(text).family;
    String browser = parser.parseUserAgent(text).family;
    String kind = rules.kind(new DeviceRules.Traits(text, device, os, browser));
    return new UserAgent(kind, os, browser);
  }

  private static byte[] patterns() {
    return Table.bytes(Parser.class, PATTERNS);
  }

  private static byte[] rules() {
    return Table.bytes(UserAgents.class, "devices.tsv");
  }

  /** Loaded when somebody asks for a user agent. */
  private static final class Loaded {
    static final UserAgents AGENTS = new UserAgents(patterns(), rules());
  }

  /** Known without loading the patterns. */
  private static final class Version {
    static final String TEXT = Table.version(patterns(), rules());
  }
}
