package dev.freshet.infra.whole;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What is in a topic of dead letters, as anybody reads it. */
final class Letters {

  private Letters() {}

  /** Where a refused record was. */
  record Place(String topic, int partition, long offset) {}

  /** A dead letter: its place and its reason are those that its headers name. */
  record Letter(Place place, String reason, String cutFromBytes, byte[] bytes) {

    private static Letter of(ConsumerRecord<byte[], byte[]> found) {
      return new Letter(
          new Place(
              header(found, "topic"),
              Integer.parseInt(header(found, "partition")),
              Long.parseLong(header(found, "offset"))),
          header(found, "reason"),
          header(found, "cut_from_bytes"),
          found.value());
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
      Header header = found.headers().lastHeader(name);
      return header == null ? "" : new String(header.value(), UTF_8);
    }
  }

  /** All that are there by now. */
  static List<Letter> of(String kafka, String topic) {
    return Consumed.of(kafka, topic).stream().map(Letter::of).toList();
  }
}
