package dev.freshet.infra.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** The ways in which a record is none. Each name is the reason that is given. */
enum Malformed {
  NOT_AN_OBJECT {
    @Override
    byte[] record(String id, Random random) {
      String good = object(id, now(), "");
      return switch (random.nextInt(6)) {
        case 0 -> good.substring(0, 1 + random.nextInt(good.length() - 1)).getBytes(UTF_8);
        case 1 -> (good + good).getBytes(UTF_8);
        case 2 -> ("[" + good + "]").getBytes(UTF_8);
        case 3 -> good.replace("\"id\"", "id").getBytes(UTF_8);
        case 4 -> object(id, now(), ",").getBytes(UTF_8);
        default ->
            List.of("", " ", "null", "17", "\"text\"").get(random.nextInt(5)).getBytes(UTF_8);
      };
    }
  },
  NO_EVENT_TIME {
    @Override
    byte[] record(String id, Random random) {
      String ts =
          List.of("\"yesterday\"", "\"2026-13-01T00:00:00Z\"", "true", "null", "[1]", "\"\"", "{}")
              .get(random.nextInt(7));
      String good = object(id, ts, "");
      return (random.nextInt(4) == 0 ? good.replace("\"ts\"", "\"t\"") : good).getBytes(UTF_8);
    }
  },
  /** Over the limit by one byte, or by up to two more megabytes. */
  TOO_LARGE {
    @Override
    byte[] record(String id, Random random) {
      int length = LARGEST_BYTES + 1 + (random.nextBoolean() ? 0 : random.nextInt(2 << 20));
      return padded(object(id, now(), ""), length);
    }
  },
  INVALID_UTF8 {
    @Override
    byte[] record(String id, Random random) {
      byte[] record = padded(object(id, now(), ""), 200);
      int wrong = List.of(0xE9, 0xC0, 0xFF, 0x80, 0xED).get(random.nextInt(5));
      record[record.length - 10] = (byte) wrong;
      return record;
    }
  },
  TOO_DEEP {
    @Override
    byte[] record(String id, Random random) {
      int depth = DEEPEST + 1 + (random.nextBoolean() ? 0 : random.nextInt(1_000));
      return nested(object(id, now(), ""), depth);
    }
  },
  /** By so much that no delay on the way to the broker makes it good. */
  TOO_FAR_AHEAD {
    @Override
    byte[] record(String id, Random random) {
      long ahead = 600_000L + (random.nextBoolean() ? 0 : random.nextInt(Integer.MAX_VALUE));
      return object(id, Long.toString(System.currentTimeMillis() + ahead), "").getBytes(UTF_8);
    }
  };

  static final int LARGEST_BYTES = 1 << 20;
  static final int DEEPEST = 64;

  /** Something that only this is wrong with. */
  abstract byte[] record(String id, Random random);

  String reason() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A record that would be good, of a user that no other record has. */
  private static String object(String id, String ts, String more) {
    return "{\"id\":\"" + id + "\",\"ts\":" + ts + ",\"user_id\":\"nobody\"" + more + "}";
  }

  private static String now() {
    return Long.toString(System.currentTimeMillis());
  }

  /** The object with a member that fills it up to a length. */
  static byte[] padded(String object, int length) {
    String start = object.substring(0, object.length() - 1) + ",\"pad\":\"";
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    out.writeBytes(start.getBytes(UTF_8));
    while (out.size() < length - 2) {
      out.write('x');
    }
    out.writeBytes("\"}".getBytes(UTF_8));
    return out.toByteArray();
  }

  /** The object with a member that makes it nest as deep as that. */
  static byte[] nested(String object, int depth) {
    String arrays = "[".repeat(depth - 1) + "]".repeat(depth - 1);
    String start = object.substring(0, object.length() - 1);
    return (start + ",\"deep\":" + arrays + "}").getBytes(UTF_8);
  }
}
