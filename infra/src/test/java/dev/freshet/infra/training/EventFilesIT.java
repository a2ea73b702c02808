package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of events that the command reads: those that are damaged, and those of dates. */
@Timeout(120)
class EventFilesIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private TrainingCommand command;

  @BeforeEach
  void shop() throws Exception {
    command = TrainingCommand.shop(folder);
  }

  @Test
  void rowsThatAreNoEventsAreCountedAndTheFirstOfThemListed() throws Exception {
    List<String> lines = new ArrayList<>(List.of(TrainingCommand.CLICKS));
    for (int i = 0; i < 150; i++) {
      lines.add(i % 2 == 0 ? "nonsense" : "{\"user_id\": \"ada\"}");
    }
    Files.write(folder.resolve("clicks.jsonl"), lines);
    command.write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T12:00:07Z");

    assertThat(command.run("--service", "short", "--out", command.path("out.jsonl"), "--json"))
        .as(command::err)
        .isZero();

    assertThat(Files.readString(folder.resolve("out.jsonl"))).contains("\"item__clicks_1h\":2");
    assertThat(JSON.readTree(command.out()).get("unreadable").intValue()).isEqualTo(150);
    List<String> said = command.err().lines().toList();
    assertThat(said).hasSize(101);
    assertThat(said.get(0))
        .isEqualTo(command.path("clicks.jsonl") + ", record 5: the record is not one JSON object");
    assertThat(said.get(1)).contains("record 6: the record has no readable event time");
    assertThat(said.get(100))
        .isEqualTo(
            "150 rows of event files are no events and were left out; the first 100 are listed"
                + " above");
  }

  @Test
  void strictStopsAtARowThatIsNoEvent() throws Exception {
    Files.writeString(folder.resolve("clicks.jsonl"), TrainingCommand.CLICKS[0] + "\nnonsense\n");
    Files.writeString(folder.resolve("out.jsonl"), "what was there before");
    command.write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T12:00:07Z");

    assertThat(command.run("--service", "short", "--out", command.path("out.jsonl"), "--strict"))
        .isOne();

    assertThat(command.err())
        .contains(command.path("clicks.jsonl") + ", record 2: the record is not one JSON object");
    assertThat(folder.resolve("out.jsonl")).hasContent("what was there before");
    assertThat(files()).doesNotContain(".out.jsonl.unfinished");
  }

  @Test
  void anEventFileThatBreaksOffStopsTheRun() throws Exception {
    try (OutputStream file =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("whole.gz")))) {
      file.write(
          String.join("\n", TrainingCommand.CLICKS).repeat(1_000).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = Files.readAllBytes(folder.resolve("whole.gz"));
    Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(whole, whole.length / 2));
    command.write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T12:00:07Z");

    assertThat(
            command.run(
                "--service",
                "short",
                "--out",
                command.path("out.jsonl"),
                "--events",
                "clicks=" + command.path("cut.jsonl.gz")))
        .isOne();

    assertThat(command.err())
        .contains(command.path("cut.jsonl.gz") + ": cannot be read behind record");
  }

  @Test
  void filesOfDatesThatNoRowSeesAreNotOpened() throws Exception {
    for (int day = 1; day <= 28; day++) {
      Path date = Files.createDirectories(folder.resolve("log/date=2026-02-%02d".formatted(day)));
      String click =
          "{\"ts\": \"2026-02-%02dT23:30:00Z\", \"user_id\": \"u%d\", \"item_id\": \"i9\"}";
      Files.writeString(date.resolve("a.jsonl"), click.formatted(day, day));
    }
    Files.writeString(folder.resolve("log/date=2026-02-12/a.jsonl"), "nonsense");
    command.write(
        "spine.csv",
        "item_id,event_timestamp",
        "i9,2026-02-11T00:10:00Z",
        "i9,2026-02-10T23:50:00Z");
    String[] from = {
      "--events",
      "clicks=" + command.path("log") + "/**/*.jsonl",
      "--out",
      command.path("out.jsonl"),
      "--json"
    };

    assertThat(command.run(with(from, "--service", "short"))).as(command::err).isZero();
    assertThat(JSON.readTree(command.out()).get("files").intValue()).isEqualTo(2);
    assertThat(JSON.readTree(command.out()).get("files_skipped").intValue()).isEqualTo(26);
    assertThat(JSON.readTree(command.out()).get("unreadable").intValue()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
        .allMatch(line -> line.contains("\"item__clicks_1h\":1"));

    // A lifetime goes back to the first day.
    assertThat(command.run(with(from, "--service", "ever"))).as(command::err).isZero();
    assertThat(JSON.readTree(command.out()).get("files").intValue()).isEqualTo(11);
    assertThat(Files.readAllLines(folder.resolve("out.jsonl")))
        .allMatch(line -> line.contains("\"item__first_user\":\"u1\""));
  }

  @Test
  void eventsOfAnotherDateThanTheirFoldersAreToldOf() throws Exception {
    Path date = Files.createDirectories(folder.resolve("log/date=2026-02-28"));
    Files.write(date.resolve("a.jsonl"), Arrays.asList(TrainingCommand.CLICKS));
    command.write("spine.csv", "item_id,event_timestamp", "i9,2026-03-01T00:30:00Z");

    assertThat(
            command.run(
                "--service",
                "short",
                "--out",
                command.path("out.csv"),
                "--events",
                "clicks=" + command.path("log") + "/**"))
        .as(command::err)
        .isZero();

    assertThat(command.err()).contains("4 events are of other days than the folders named date=");
  }

  private static String[] with(String[] options, String... more) {
    return Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray(String[]::new);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
