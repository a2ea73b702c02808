package dev.freshet.pipelines.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * JSON in the making, as bytes. Text is written as the bytes it has, even where they are no UTF-8:
 * what a file holds is passed on, and judged by the reader of records.
 */
final class JsonBytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  void raw(char ascii) {
    out.write(ascii);
  }

  void raw(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  void text(String text) {
    text(text.getBytes(StandardCharsets.UTF_8));
  }

  void text(byte[] text) {
    out.write('"');
    for (byte b : text) {
      if (b == '"' || b == '\\') {
        out.write('\\');
        out.write(b);
      } else if (b >= 0 && b < 0x20) {
        raw("\\u00");
        out.write(HEX[b >> 4]);
        out.write(HEX[b & 0xF]);
      } else {
        out.write(b);
      }
    }
    out.write('"');
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
