package dev.freshet.infra.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.infra.broker.RunningBroker;
import dev.freshet.infra.console.InputException;
import dev.freshet.infra.wait.Patience;
import dev.freshet.serving.log.LineTarget;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A served log in a topic of a real broker. */
@Timeout(180)
class ServedTopicIT {

  @TempDir private Path temp;

  @Test
  void aTopicKeepsLinesAsAFileDoes() throws Exception {
    List<String> lines = IntStream.range(0, 2_000).mapToObj(i -> "{\"n\": " + i + "}").toList();
    List<Exception> failures = new ArrayList<>();
    try (RunningBroker broker = new RunningBroker(Files.createDirectory(temp.resolve("broker")))) {
      String text = "kafka://" + broker.bootstrap() + "/served";
      assertThatThrownBy(() -> ServedFiles.of(text, temp))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("no topic served");

      try (LineTarget topic = ServedLogs.open(ServedPlace.of(text))) {
        for (String line : lines) {
          topic.write(line.getBytes(StandardCharsets.UTF_8), failures::add);
        }
        topic.flush();
        Patience.until("all lines are there", () -> linesOf(text).size() >= lines.size());
      }

      assertThat(failures).isEmpty();
      assertThat(linesOf(text)).containsExactlyInAnyOrderElementsOf(lines);
    }
  }

  @Test
  void aTopicIsMadeOnceKafkaIsThereWhichWasAwayAtFirst() throws Exception {
    List<Exception> failures = Collections.synchronizedList(new ArrayList<>());
    try (RunningBroker broker = new RunningBroker(Files.createDirectory(temp.resolve("broker")))) {
      String text = "kafka://" + broker.bootstrap() + "/served";
      broker.kill();
      try (LineTarget topic = ServedLogs.open(ServedPlace.of(text))) {
        long begun = System.nanoTime();
        topic.write("{\"n\": 1}".getBytes(StandardCharsets.UTF_8), failures::add);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(failures).hasSize(1);

        broker.start();
        topic.write("{\"n\": 2}".getBytes(StandardCharsets.UTF_8), failures::add);
        Patience.until("the line is there", () -> linesOf(text).contains("{\"n\": 2}"));
      }
      assertThat(failures).hasSize(1);
    }
  }

  private List<String> linesOf(String topic) throws Exception {
    List<Path> files = ServedFiles.of(topic, Files.createTempDirectory(temp, "read"));
    assertThat(files).hasSize(1);
    return Files.readAllLines(files.get(0));
  }
}
