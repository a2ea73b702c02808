package dev.freshet.pipelines.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.record.RandomRecord;
import dev.freshet.pipelines.record.Sources;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is archived is, read by the source's definition, the same events. */
class ArchivedEventsAreTheSameTest {

  private static final int SOURCES = 150;
  private static final int RECORDS = 400;
  private static final List<String> TYPES =
      List.of(
          "string",
          "int64",
          "double",
          "bool",
          "timestamp",
          "list<string>",
          "list<int64>",
          "list<double>",
          "list<timestamp>",
          "map<string,string>",
          "map<string,double>",
          "map<string,int64>");

  /** As {@link RandomRecord} has them, so that several fields are read from one place. */
  private static final List<String> PATHS =
      List.of(
          "ts", "id", "s", "d", "i", "b", "t", "ls", "md", "c", "x", "yy", "é", "c.s", "c.c.i",
          "md.x", "s.s", "id.id");

  @TempDir private Path folder;

  @Test
  void whateverASourceDeclaresOfWhateverRecord() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RandomRecord records = new RandomRecord(random);
    int compared = 0;
    int verbatim = 0;
    for (int s = 0; s < SOURCES; s++) {
      Source source = source(random);
      List<Event> sent = new ArrayList<>();
      List<String> texts = new ArrayList<>();
      try (ArchivedFile file = new ArchivedFile(source, folder.resolve(s + ".parquet"))) {
        for (int i = 0; i < RECORDS; i++) {
          byte[] record = records.next();
          file.write(record, i)
              .ifPresent(
                  event -> {
                    sent.add(event);
                    texts.add(new String(record, UTF_8));
                  });
        }
        List<Event> read = sent.isEmpty() ? List.of() : file.read();

        assertThat(read).as("seed %d, %s", seed, source).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
          assertThat(read.get(i))
              .as("seed %d, %s: %s", seed, source, texts.get(i))
              .isEqualTo(sent.get(i));
        }
      }
      compared += sent.size();
      verbatim += EventLayout.of(source).verbatim().size();
    }
    assertThat(compared).as("seed %d", seed).isGreaterThan(SOURCES * RECORDS / 10);
    assertThat(verbatim).as("seed %d", seed).isGreaterThan(SOURCES / 2);
  }

  private static Source source(Random random) {
    EventTime time =
        random.nextInt(8) == 0
            ? new EventTime.Constant(Instant.parse("2013-01-01T00:00:00Z"))
            : new EventTime.At(FieldPath.parse("ts"));
    Optional<FieldPath> id =
        random.nextInt(4) == 0 ? Optional.empty() : Optional.of(FieldPath.parse("id"));
    String[] fields = new String[1 + random.nextInt(9)];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = "f" + i + ":" + pick(random, TYPES) + ":" + pick(random, PATHS);
    }
    return Sources.source(time, id, fields);
  }

  private static String pick(Random random, List<String> of) {
    return of.get(random.nextInt(of.size()));
  }
}
