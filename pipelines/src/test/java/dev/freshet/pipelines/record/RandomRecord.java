package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Records that often are events, and often nearly so. */
public final class RandomRecord {

  private static final List<String> NAMES =
      List.of(
          "ts", "id", "s", "d", "i", "b", "t", "ls", "md", "c", "x", "yy", "\\u0073", "é",
          "\\ud83d");
  private static final List<String> TEXTS =
      List.of("", "u1", "Zoë", "😀", "\\n\\u00e9", "\\ud83d\\ude00", "\\ud800", "12", "a.b");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "3",
          "-7",
          "1.5",
          "-0.0",
          "1e2",
          "2E-3",
          "1e400",
          "9223372036854775807",
          "9223372036854775808",
          "123456789012345678",
          "0.1",
          "1795348800000",
          "1795348800000.7");
  private static final List<String> TIMES =
      List.of("1795348800000", "\"2026-11-22T12:00:00.1234Z\"", "\"1795348800000\"", "-1.5", "5");

  private final Random random;

  public RandomRecord(Random random) {
    this.random = random;
  }

  public byte[] next() {
    String text = object(0, random.nextInt(6) > 0);
    if (random.nextInt(50) == 0) {
      int depth = 58 + random.nextInt(10);
      text = "{\"ts\": 5, \"s\": " + "[".repeat(depth) + "]".repeat(depth) + "}";
    }
    byte[] bytes = text.getBytes(UTF_8);
    for (int n = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0; n > 0; n--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextInt(4) == 0
              ? (byte) random.nextInt(256)
              : (byte) pickChar("{}[]\",:0-.eE\\ut \n");
    }
    return random.nextInt(12) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  private String object(int depth, boolean timed) {
    StringBuilder members = new StringBuilder("{");
    for (int n = random.nextInt(8); n > 0; n--) {
      String name = pick(NAMES);
      members.append(member(name, name.equals("ts") ? pick(TIMES) : value(depth))).append(',');
    }
    if (timed) {
      members.append(member("ts", pick(TIMES))).append(',');
    }
    if (members.charAt(members.length() - 1) == ',') {
      members.setLength(members.length() - 1);
    }
    return members.append(blank()).append('}').toString();
  }

  private String member(String name, String value) {
    return blank() + '"' + name + '"' + blank() + ':' + blank() + value + blank();
  }

  private String value(int depth) {
    List<Supplier<String>> kinds =
        List.of(
            () -> pick(NUMBERS),
            () -> pick(NUMBERS),
            () -> '"' + pick(TEXTS) + '"',
            () -> '"' + pick(TEXTS) + '"',
            () -> pick(List.of("true", "false", "null")),
            () -> pick(TIMES),
            () -> depth > 3 ? "[]" : array(depth + 1),
            () -> depth > 3 ? "{}" : object(depth + 1, false));
    return pick(kinds).get();
  }

  private String array(int depth) {
    boolean alike = random.nextBoolean();
    StringBuilder elements = new StringBuilder("[");
    for (int n = random.nextInt(4); n > 0; n--) {
      elements.append(alike ? '"' + pick(TEXTS) + '"' : value(depth)).append(n > 1 ? "," : "");
    }
    return elements.append(']').toString();
  }

  private String blank() {
    return random.nextInt(4) == 0 ? pick(List.of(" ", "\t", "\n", "\r\n")) : "";
  }

  private char pickChar(String of) {
    return of.charAt(random.nextInt(of.length()));
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
