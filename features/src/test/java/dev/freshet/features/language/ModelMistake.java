package dev.freshet.features.language;

import java.util.List;

/**
 * One text in place of another, which stands once among the valid models.
 *
 * @param shows whether the file alone shows that it is wrong
 * @param line that of the problem
 * @param message parts of the problem's message
 */
record ModelMistake(String from, String to, boolean shows, int line, List<String> message) {

  String yaml() {
    return Shop.edit(ModelsTest.MODELS, from, to);
  }
}
