package dev.freshet.infra.shop;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What becomes of events on their way: each of the ways in which a record is none. */
final class Damage {

  /** How often each is drawn; a record over 1 MiB seldom. */
  private static final Mix<Kind> KINDS =
      new Mix<>(
          List.of(
              Kind.NOT_JSON,
              Kind.NO_TIME,
              Kind.INVALID_UTF8,
              Kind.TOO_DEEP,
              Kind.TOO_FAR_AHEAD,
              Kind.TOO_LARGE),
          0.3,
          0.2,
          0.2,
          0.14,
          0.15,
          0.01);

  private static final List<String> NO_JSON =
      List.of(
          "<html><body>502 Bad Gateway</body></html>",
          "e1,2026-11-22T12:00:00Z,u1,i1,view",
          "null",
          "");
  private static final List<String> NO_TIMES = List.of("", "yesterday", "12:00", "NaN");
  private static final int DEEPEST = 64;
  private static final int LARGEST_BYTES = 1 << 20;
  private static final byte NO_UTF8 = (byte) 0xE9;

  private Damage() {}

  static Kind draw(SplittableRandom random) {
    return KINDS.draw(random);
  }

  /** A record of one of those kinds, made of an event. */
  static byte[] of(Kind kind, String id, long timestamp, Crowd.Deed deed, SplittableRandom random) {
    byte[] whole = EventJson.of(id, timestamp, deed.visit(), deed.interaction());
    return switch (kind) {
      case NOT_JSON -> notJson(whole, random);
      case NO_TIME ->
          EventJson.timeless(id, oneOf(NO_TIMES, random), deed.visit(), deed.interaction());
      case INVALID_UTF8 -> extend(whole, ",\"note\":\"caf", new byte[] {NO_UTF8}, "\"}");
      case TOO_DEEP -> tooDeep(whole, random.nextInt(DEEPEST, 4 * DEEPEST));
      case TOO_FAR_AHEAD ->
          EventJson.of(
              id,
              timestamp + Duration.ofHours(random.nextInt(1, 12)).toMillis(),
              deed.visit(),
              deed.interaction());
      case TOO_LARGE -> tooLarge(whole);
      default -> throw new IllegalArgumentException(kind + " is no damage");
    };
  }

  /** Cut off, two at once, or something else altogether. */
  private static byte[] notJson(byte[] whole, SplittableRandom random) {
    String text = new String(whole, StandardCharsets.UTF_8);
    int way = random.nextInt(NO_JSON.size() + 3);
    String damaged =
        switch (way) {
          case 0 -> text.substring(0, random.nextInt(1, text.length()));
          case 1 -> text + text;
          case 2 -> "[" + text + "]";
          default -> NO_JSON.get(way - 3);
        };
    return damaged.getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<String> oneOf(List<String> texts, SplittableRandom random) {
    int at = random.nextInt(texts.size() + 1);
    return at == texts.size() ? Optional.empty() : Optional.of(texts.get(at));
  }

  /** The object is one level, the arrays in it are the others. */
  private static byte[] tooDeep(byte[] whole, int arrays) {
    return extend(whole, ",\"note\":" + "[".repeat(arrays), new byte[0], "]".repeat(arrays) + "}");
  }

  private static byte[] tooLarge(byte[] whole) {
    return extend(whole, ",\"note\":\"" + "x".repeat(LARGEST_BYTES), new byte[0], "\"}");
  }

  /** Puts something in before the last brace, which {@code after} brings back. */
  private static byte[] extend(byte[] whole, String before, byte[] between, String after) {
    byte[] head = before.getBytes(StandardCharsets.UTF_8);
    byte[] tail = after.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[whole.length - 1 + head.length + between.length + tail.length];
    int at = whole.length - 1;
    System.arraycopy(whole, 0, all, 0, at);
    System.arraycopy(head, 0, all, at, head.length);
    at += head.length;
    System.arraycopy(between, 0, all, at, between.length);
    at += between.length;
    System.arraycopy(tail, 0, all, at, tail.length);
    return all;
  }
}
