package dev.freshet.serving.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON text in UTF-8, written as a stream. */
public final class JsonText {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .build();

  private JsonText() {}

  /** What is written. */
  public interface Content {
    void writeTo(JsonGenerator out) throws IOException;
  }

  /** The bytes of one JSON value. */
  public static byte[] of(Content content) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
