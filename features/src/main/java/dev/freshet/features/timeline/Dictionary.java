package dev.freshet.features.timeline;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers for the scalars of one timeline: each is written in full where it first occurs. */
final class Dictionary {

  private final Map<Object, Integer> numbers = new HashMap<>();
  private final List<Object> words = new ArrayList<>();

  void write(ByteWriter out, Object word) {
    Integer number = numbers.putIfAbsent(word, numbers.size());
    if (number == null) {
      out.writeUnsigned(numbers.size() - 1).writeScalar(word);
    } else {
      out.writeUnsigned(number);
    }
  }

  Object read(ByteReader in) {
    int number = (int) in.readUnsigned();
    if (number == words.size()) {
      words.add(in.readScalar());
    }
    return words.get(number);
  }
}
