package dev.freshet.serving.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What is known of a model's file, in a file beside it: a JSON object.
 *
 * @param model its name
 * @param service the name of the feature service that it reads
 * @param fingerprint of that service when the model was trained
 * @param columns the names of the numbers that it reads, in order
 * @param sha256 of the model's file, 64 hexadecimal digits
 */
public record Sidecar(
    String model, String service, String fingerprint, List<String> columns, String sha256) {

  private static final JsonFactory JSON = new JsonFactory();

  public Sidecar {
    columns = List.copyOf(columns);
  }

  /** Where the sidecar of a model's file is: its name, and {@code .sidecar.json}. */
  public static Path of(Path file) {
    return file.resolveSibling(file.getFileName() + ".sidecar.json");
  }

  /** The SHA-256 of a model's file, 64 hexadecimal digits. */
  public static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /**
   * Reads what {@link #toJson} wrote; other members are passed over.
   *
   * @throws UnusableModelException if it is none
   */
  public static Sidecar read(byte[] json) throws UnusableModelException {
    Map<String, String> texts = new HashMap<>();
    List<String> columns = new ArrayList<>();
    try (JsonParser in = JSON.createParser(json)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new UnusableModelException("the sidecar is no JSON object; train the model again");
      }
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String member = in.currentName();
        JsonToken value = in.nextToken();
        if (value == JsonToken.VALUE_STRING) {
          texts.put(member, in.getText());
        } else if (member.equals("columns") && value == JsonToken.START_ARRAY) {
          readColumns(in, columns);
        } else {
          in.skipChildren();
        }
      }
    } catch (JsonEOFException e) {
      throw new UnusableModelException("the sidecar ends too early; copy it again, whole", e);
    } catch (JsonProcessingException e) {
      throw new UnusableModelException("the sidecar is no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (String member : List.of("model", "feature_service", "fingerprint", "sha256")) {
      if (!texts.containsKey(member)) {
        throw new UnusableModelException(
            "the sidecar has no \"" + member + "\"; train the model again");
      }
    }
    return new Sidecar(
        texts.get("model"),
        texts.get("feature_service"),
        texts.get("fingerprint"),
        columns,
        texts.get("sha256"));
  }

  private static void readColumns(JsonParser in, List<String> columns)
      throws IOException, UnusableModelException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw new UnusableModelException(
            "\"columns\" of the sidecar has what is no name; train the model again");
      }
      columns.add(in.getText());
    }
  }

  /** The sidecar as it is written. */
  public byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes).useDefaultPrettyPrinter()) {
      out.writeStartObject();
      out.writeStringField("model", model);
      out.writeStringField("feature_service", service);
      out.writeStringField("fingerprint", fingerprint);
      out.writeArrayFieldStart("columns");
      for (String column : columns) {
        out.writeString(column);
      }
      out.writeEndArray();
      out.writeStringField("sha256", sha256);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
