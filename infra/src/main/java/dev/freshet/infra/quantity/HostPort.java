package dev.freshet.infra.quantity;

import java.util.regex.Pattern;

/** Where servers of one kind are, written {@code HOST:PORT}, several with commas between them. */
public record HostPort(String text) {

  private static final Pattern TEXT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

  /**
   * Reads one or more.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static HostPort parse(String text) {
    for (String one : text.split(",", -1)) {
      var parts = TEXT.matcher(one);
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
        throw new IllegalArgumentException(
            "\"" + one + "\" is no address; write HOST:PORT, such as 127.0.0.1:9092");
      }
    }
    return new HostPort(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
