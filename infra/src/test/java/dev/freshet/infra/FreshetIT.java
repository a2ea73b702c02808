package dev.freshet.infra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FreshetIT {

  @TempDir private Path temp;

  @Test
  void aServerThatCannotBeReachedIsTheEnvironmentsFault() throws IOException {
    Files.writeString(
        temp.resolve("shop.yaml"),
        """
        project: shop
        sources:
          - {name: clicks, topic: shop.clicks, files: a.jsonl, event_time: ts, fields: {user_id: string}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views: []
        """);
    Files.createFile(temp.resolve("a.jsonl"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);

    // Port 1 is nobody's.
    int exitCode = Freshet.run(console, "replay", temp.toString(), "--kafka", "127.0.0.1:1");

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Kafka at 127.0.0.1:1 did not answer");
  }
}
