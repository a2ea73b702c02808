package dev.freshet.pipelines.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * JSON in the making, as bytes. Text is written as the bytes it has, even where they are no UTF-8:
 * what a file holds is passed on, and judged by the reader of records.
 */
public final class JsonBytes {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  public void raw(char ascii) {
    out.write(ascii);
  }

  public void raw(String json) {
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
  }

  public void text(String text) {
    text(text.getBytes(StandardCharsets.UTF_8));
  }

  public void text(byte[] text) {
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

  public void raw(byte[] json) {
    out.writeBytes(json);
  }

  public byte[] toByteArray() {
    return out.toByteArray();
  }

  public int size() {
    return out.size();
  }

  public void clear() {
    out.reset();
  }

  public void writeTo(OutputStream target) throws IOException {
    out.writeTo(target);
  }

  /** What the JSON says, if it is one value: the text of a string, all else as it is. */
  public byte[] plain() {
    return plain(toByteArray());
  }

  /** What well-formed JSON says: the text of a string, all else as it is. */
  static byte[] plain(byte[] json) {
    if (json.length == 0 || json[0] != '"') {
      return json;
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return parser.getText().getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
