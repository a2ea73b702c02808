package dev.freshet.features.definition;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is: {@code HOST:PORT}, as it is written. {@code ${VARIABLE}} in it is replaced
 * when the server is to be asked, not when the definition is read.
 */
public record ServerAddress(String text) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z_0-9]*)}");
  private static final Pattern PLAIN =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
  private static final int GREATEST_PORT = 65_535;

  /** The address that a text is, be it with variables; empty if it is none. */
  public static Optional<ServerAddress> parse(String text) {
    boolean plain = VARIABLE.matcher(text).replaceAll("").equals(text);
    String rest = VARIABLE.matcher(text).replaceAll("0");
    return (plain ? isPlain(text) : rest.matches("[A-Za-z0-9._:\\[\\]-]+"))
        ? Optional.of(new ServerAddress(text))
        : Optional.empty();
  }

  private static boolean isPlain(String text) {
    Matcher matcher = PLAIN.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    int port = Integer.parseInt(matcher.group(2));
    return port > 0 && port <= GREATEST_PORT;
  }

  /**
   * The address without variables.
   *
   * @throws IllegalArgumentException if one of them is not set, or what comes out is no address
   */
  public ServerAddress expanded(Variables variables) {
    String plain = plain(variables);
    if (!isPlain(plain)) {
      throw new IllegalArgumentException(
          "%s: \"%s\" is not HOST:PORT; write such as 127.0.0.1:6566".formatted(text, plain));
    }
    return new ServerAddress(plain);
  }

  private String plain(Variables variables) {
    try {
      return variables.expand(text, UnaryOperator.identity());
    } catch (UnsetVariableException e) {
      throw new IllegalArgumentException(
          "%s: the environment variable %s is not set; set it so that this is HOST:PORT"
              .formatted(text, e.variable()),
          e);
    }
  }

  /** The name or address of the machine; only of an address without variables. */
  public String host() {
    return text.substring(0, text.lastIndexOf(':'));
  }

  /** Only of an address without variables. */
  public int port() {
    return Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
  }
}
