package dev.freshet.pipelines.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

  @TempDir private Path state;

  @Test
  void aFolderThatIsNewOrNotThereHasNone() throws IOException {
    assertThat(Checkpoints.newest(state)).isEmpty();
    assertThat(Checkpoints.newest(state.resolve("nowhere"))).isEmpty();
  }

  @Test
  void theNewestIsTheOneWrittenLastWhateverItsNumberOrJob() throws IOException {
    Path older = complete(Checkpoints.checkpoints(state).resolve("job-a/chk-97"), 1_000);
    Path newer = complete(Checkpoints.checkpoints(state).resolve("job-b/chk-3"), 2_000);

    assertThat(Checkpoints.newest(state)).contains(newer);
    complete(older, 3_000);
    assertThat(Checkpoints.newest(state)).contains(older);
  }

  @Test
  void aSavepointIsOneToo() throws IOException {
    complete(Checkpoints.checkpoints(state).resolve("job/chk-9"), 1_000);
    Path savepoint = complete(Checkpoints.savepoints(state).resolve("savepoint-1a2b-3c"), 2_000);

    assertThat(Checkpoints.newest(state)).contains(savepoint);
  }

  @Test
  void oneWithoutItsMetadataIsIncomplete() throws IOException {
    Path complete = complete(Checkpoints.checkpoints(state).resolve("job/chk-1"), 1_000);
    Path incomplete = Files.createDirectories(state.resolve("checkpoints/job/chk-2"));
    Files.writeString(incomplete.resolve("5e1f"), "state");
    Files.createDirectories(state.resolve("checkpoints/job/chk-3/_metadata"));

    assertThat(Checkpoints.newest(state)).contains(complete);
  }

  @Test
  void oneThatIsNamedMustBeOneIfItIsOnThisMachine() throws IOException {
    Path savepoint = complete(state.resolve("savepoint-1"), 1_000);

    Checkpoints.check(savepoint.toString());
    Checkpoints.check(savepoint.toUri().toString());
    Checkpoints.check(savepoint.resolve("_metadata").toString());
    Checkpoints.check("s3://elsewhere/savepoint-1");
    for (String wrong : List.of(state.toString(), state.toUri() + "none", "relative/none")) {
      assertThatThrownBy(() -> Checkpoints.check(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("\"" + wrong + "\" is no savepoint: there is no _metadata in it");
    }
  }

  private static Path complete(Path checkpoint, long writtenAt) throws IOException {
    Path metadata = Files.createDirectories(checkpoint).resolve("_metadata");
    Files.writeString(metadata, "");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(writtenAt));
    return checkpoint;
  }
}
