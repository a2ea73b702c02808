package dev.freshet.features.expression.closure;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Map;
import java.util.Optional;

/**
 * {@code matches}: whether the pattern occurs anywhere in the text. Patterns are RE2's: no
 * backtracking, time linear in the text.
 */
final class Patterns {

  private Patterns() {}

  static void addTo(Map<String, Functions.Builder> functions) {
    functions.put("matches", Patterns::matches);
    functions.put("matches_string", Patterns::matches);
  }

  private static Node.OfBool matches(Call call) throws RefusedException {
    Node.OfObject<String> text = call.text(0);
    Optional<String> constant = call.constantText(1);
    if (constant.isPresent()) {
      Pattern pattern = compiled(constant.get());
      return frame -> pattern.matcher(text.get(frame)).find();
    }
    Node.OfObject<String> pattern = call.text(1);
    return frame -> {
      String regex = pattern.get(frame);
      String whole = text.get(frame);
      if (frame.failed) {
        return false;
      }
      try {
        return Pattern.compile(regex).matcher(whole).find();
      } catch (PatternSyntaxException malformed) {
        return frame.fail(false);
      }
    };
  }

  private static Pattern compiled(String regex) throws RefusedException {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException malformed) {
      throw new RefusedException(
          "\"%s\" is no pattern: %s; patterns are RE2's, without look-around and back references"
              .formatted(regex, malformed.getDescription()));
    }
  }
}
