package dev.freshet.pipelines.training.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.type.Scalar;
import dev.freshet.pipelines.spine.Spine;
import dev.freshet.pipelines.spine.SpineNeeds;
import dev.freshet.pipelines.spine.SpineRows;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorOutputTest {

  private static final String SPINE =
      """
      user_id,event_timestamp,note
      u1,1800000000000,""
      u2,1800000000000,
      u3,1800000000000,"a, ""b\"""
      """;

  @TempDir Path folder;

  @Test
  void anEmptyTextOfACsvSpineStaysOne() throws Exception {
    assertThat(new String(written("out.csv"), UTF_8)).isEqualTo(SPINE);
  }

  @Test
  void aNameThatEndsWithGzIsPacked() throws Exception {
    byte[] packed = written("out.csv.GZ");

    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(SPINE);
    }
  }

  @Test
  void onlyTextIsPacked() {
    assertThat(OutputFormat.of(Path.of("a.jsonl.gz"))).contains(OutputFormat.JSONL);
    assertThat(OutputFormat.of(Path.of("a.parquet.gz"))).isEmpty();
    assertThat(OutputFormat.of(Path.of("a.gz"))).isEmpty();
  }

  private byte[] written(String name) throws Exception {
    Path file = Files.writeString(folder.resolve("spine.csv"), SPINE);
    Spine spine =
        new Spine(
            file.toString(),
            List.of(
                new Spine.Column("user_id", "string"),
                new Spine.Column("event_timestamp", "timestamp"),
                new Spine.Column("note", "string")),
            3,
            0,
            0);
    SpineNeeds needs =
        new SpineNeeds(
            List.of(new Entity.JoinKey("user_id", Scalar.STRING)),
            List.of(),
            List.of(),
            "event_timestamp");
    Path out = folder.resolve(name);
    try (SpineRows rows = SpineRows.open(spine, needs);
        VectorOutput output =
            VectorOutput.create(
                OutputFormat.of(out).orElseThrow(),
                out,
                OutputFormat.isPacked(out),
                spine,
                rows,
                List.of(),
                Map.of())) {
      while (rows.next()) {
        output.write(rows, new Object[0]);
      }
      output.finish();
    }
    return Files.readAllBytes(out);
  }
}
