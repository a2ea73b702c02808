package dev.freshet.pipelines.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.pipelines.record.Refusal;
import java.util.Arrays;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A refused record as it goes to the dead letters.
 *
 * @param keptBytes how many of the record's bytes it has: all of them, unless they are too many for
 *     the topic
 */
record Letter(RawRecord refused, Refusal reason, int keptBytes) {

  /** What the name of a topic of dead letters ends with. */
  static final String TOPIC_SUFFIX = ".dead-letters";

  /** The whole record. */
  static Letter of(RawRecord refused, Refusal reason) {
    return new Letter(refused, reason, refused.value().length);
  }

  /** The same with half of the bytes. */
  Letter half() {
    return new Letter(refused, reason, keptBytes / 2);
  }

  boolean isWhole() {
    return keptBytes == refused.value().length;
  }

  String topic() {
    return refused.topic() + TOPIC_SUFFIX;
  }

  ProducerRecord<byte[], byte[]> record() {
    byte[] value = isWhole() ? refused.value() : Arrays.copyOf(refused.value(), keptBytes);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic(), value);
    header(record, "topic", refused.topic());
    header(record, "partition", String.valueOf(refused.partition()));
    header(record, "offset", String.valueOf(refused.offset()));
    header(record, "reason", reason.word());
    header(record, "message", reason.text());
    if (!isWhole()) {
      header(record, "cut_from_bytes", String.valueOf(refused.value().length));
    }
    return record;
  }

  private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
