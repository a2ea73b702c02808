package dev.freshet.serving.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.util.regex.Pattern;

/** A body that is no JSON, as a problem: what the parser says, without advice on its settings. */
final class NotJson {

  private static final Pattern NO_NUMBER = Pattern.compile("Non-standard token '([^']*)'.*");
  private static final Pattern COMMENT =
      Pattern.compile("Unexpected character .*: maybe a \\(non-standard\\) comment.*");
  private static final Pattern SETTINGS =
      Pattern.compile(
          " \\(start marker.*|, from `[^`]*`|: enable `[^`]*` to allow| as Feature '.*'");

  private NotJson() {}

  static ProblemException of(JsonProcessingException found) {
    return of("the body" + place(found) + ": " + said(found));
  }

  static ProblemException of(String detail) {
    return Problem.of(ProblemKind.NOT_JSON, detail).exception();
  }

  private static String said(JsonProcessingException found) {
    String message = found.getOriginalMessage();
    message =
        NO_NUMBER.matcher(message).replaceFirst("$1 is no number in JSON; send null for none");
    message = COMMENT.matcher(message).replaceFirst("there are no comments in JSON");
    return SETTINGS.matcher(message).replaceAll("");
  }

  private static String place(JsonProcessingException found) {
    JsonLocation location = found.getLocation();
    return location == null
        ? ""
        : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }
}
