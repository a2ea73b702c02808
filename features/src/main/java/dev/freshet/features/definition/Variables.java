package dev.freshet.features.definition;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ${VARIABLE}} stands for in the paths of definitions. It is looked up when a path is
 * used, not when the definition is read.
 *
 * @param values the value of a variable; {@code null} for one that is not set
 */
public record Variables(Function<String, String> values) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z_0-9]*)}");

  /** Those of this process. */
  public static Variables ofEnvironment() {
    return new Variables(System::getenv);
  }

  /**
   * A text with the values in it.
   *
   * @param as how a value is written there
   * @throws UnsetVariableException if there is none
   */
  public String expand(String text, UnaryOperator<String> as) throws UnsetVariableException {
    StringBuilder expanded = new StringBuilder();
    Matcher variable = VARIABLE.matcher(text);
    while (variable.find()) {
      String value = values.apply(variable.group(1));
      if (value == null) {
        throw new UnsetVariableException(text, variable.group(1));
      }
      variable.appendReplacement(expanded, Matcher.quoteReplacement(as.apply(value)));
    }
    return variable.appendTail(expanded).toString();
  }
}
