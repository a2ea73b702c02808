package dev.freshet.infra.shop;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Writes events as the shop's collector does: one JSON object each. */
final class EventJson {

  private static final JsonFactory JSON = new JsonFactory();
  private static final DateTimeFormatter RFC_3339 =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private EventJson() {}

  /** An event as it should be. */
  static byte[] of(String id, long timestamp, Visit visit, Interaction interaction) {
    return write(
        json -> {
          json.writeStringField("id", id);
          time(json, timestamp, visit.device());
          who(json, visit);
          what(json, interaction);
          json.writeStringField("referrer", visit.from());
          json.writeStringField("url", visit.url(interaction));
          context(json, visit);
        });
  }

  /** The same with each field but for the join keys and the action of another type. */
  static byte[] mistyped(String id, long timestamp, Visit visit, Interaction interaction) {
    return write(
        json -> {
          json.writeStringField("id", id);
          time(json, timestamp, visit.device());
          who(json, visit);
          json.writeStringField("type", interaction.action().text());
          if (interaction.item().isPresent()) {
            Item item = interaction.item().get();
            json.writeStringField("item_id", item.id());
            json.writeBooleanField("category", true);
            json.writeStringField("price", BigDecimal.valueOf(item.priceCents(), 2).toString());
          }
          json.writeNumberField("quantity", 1.5);
          json.writeStringField("dwell_seconds", "n/a");
          json.writeNumberField("referrer", 0);
          context(json, visit);
        });
  }

  /** A search by nobody: no user, or one that is no text. */
  static byte[] unkeyed(String id, long timestamp, Visit visit, Optional<Integer> user) {
    return write(
        json -> {
          json.writeStringField("id", id);
          time(json, timestamp, visit.device());
          if (user.isPresent()) {
            json.writeNumberField("user_id", user.get());
          }
          json.writeStringField("type", Action.SEARCH.text());
          json.writeStringField("query", "gift");
          json.writeStringField("referrer", visit.from());
        });
  }

  /**
   * An event without a time that can be read.
   *
   * @param time what stands in its place; empty for nothing
   */
  static byte[] timeless(String id, Optional<String> time, Visit visit, Interaction interaction) {
    return write(
        json -> {
          json.writeStringField("id", id);
          if (time.isPresent()) {
            json.writeStringField("ts", time.get());
          }
          who(json, visit);
          what(json, interaction);
          context(json, visit);
        });
  }

  /** The app on phones and tablets says when in epoch milliseconds, the web shop in RFC 3339. */
  private static void time(JsonGenerator json, long timestamp, Device device) throws IOException {
    if (device == Device.DESKTOP) {
      json.writeStringField("ts", RFC_3339.format(Instant.ofEpochMilli(timestamp)));
    } else {
      json.writeNumberField("ts", timestamp);
    }
  }

  private static void who(JsonGenerator json, Visit visit) throws IOException {
    if (!visit.anonymous()) {
      json.writeStringField("user_id", visit.visitor().id());
    }
    json.writeStringField("session_id", visit.id());
  }

  private static void what(JsonGenerator json, Interaction interaction) throws IOException {
    json.writeStringField("type", interaction.action().text());
    if (interaction.item().isPresent()) {
      Item item = interaction.item().get();
      json.writeStringField("item_id", item.id());
      json.writeStringField("category", item.category().name());
      json.writeStringField("brand", item.brand());
      json.writeFieldName("price");
      json.writeNumber(BigDecimal.valueOf(item.priceCents(), 2));
      if (!item.tags().isEmpty()) {
        json.writeFieldName("tags");
        json.writeStartArray();
        for (String tag : item.tags()) {
          json.writeString(tag);
        }
        json.writeEndArray();
      }
    }
    if (interaction.quantity() > 0) {
      json.writeNumberField("quantity", interaction.quantity());
    }
    if (interaction.order().isPresent()) {
      json.writeStringField("order_id", interaction.order().get());
    }
    if (interaction.query().isPresent()) {
      json.writeStringField("query", interaction.query().get());
    }
    if (interaction.dwellSeconds().isPresent()) {
      json.writeFieldName("dwell_seconds");
      json.writeNumber(
          BigDecimal.valueOf(Math.round(interaction.dwellSeconds().getAsDouble() * 10), 1));
    }
  }

  private static void context(JsonGenerator json, Visit visit) throws IOException {
    json.writeObjectFieldStart("context");
    json.writeStringField("device", visit.device().text());
    json.writeStringField("country", visit.visitor().country().name());
    json.writeStringField("zone", visit.visitor().country().zone());
    json.writeStringField("user_agent", visit.userAgent());
    json.writeEndObject();
  }

  private static byte[] write(Members members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(768);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      members.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The members of an object. */
  private interface Members {
    void to(JsonGenerator json) throws IOException;
  }
}
