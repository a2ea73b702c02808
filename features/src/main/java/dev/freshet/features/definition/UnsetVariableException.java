package dev.freshet.features.definition;

/** Says that a path has a variable of which the environment knows no value. */
public final class UnsetVariableException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String variable;

  UnsetVariableException(String text, String variable) {
    super(
        "%s: the environment variable %s is not set; set it to a folder, such as with: export %s=/data"
            .formatted(text, variable, variable));
    this.variable = variable;
  }

  /** The name of the variable. */
  String variable() {
    return variable;
  }
}
