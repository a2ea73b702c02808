package dev.freshet.infra.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is trained, but told to be doubtful. */
class TrainWarnsTest {

  @TempDir private Path temp;
  private World world;
  private String file;

  @BeforeEach
  void makeWorld() {
    world = new World(temp);
  }

  /** What is only luck in the training slice is nothing in the test slice. */
  @Test
  void labelsThatNothingDecidesAreNotForetold() throws Exception {
    List<String> lines = World.rows(3, 3_000).lines().toList();
    StringBuilder shuffled = new StringBuilder(lines.get(0)).append('\n');
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",", -1);
      cells[2] = lines.get(1 + (i * 1_237) % (lines.size() - 1)).split(",", -1)[2];
      shuffled.append(String.join(",", cells)).append('\n');
    }
    file = world.write("shuffled.csv", shuffled.toString()).toString();
    JsonNode report = world.report(file, "buys", "--label", "label", "--quick");
    assertThat(world.err())
        .contains("Warning: on the test slice this model", "log_loss", "the prior, so better by");
    assertThat(report.path("notes").get(0).asText()).startsWith("Warning: on the test slice");
    assertThat(Files.readString(temp.resolve("models/buys.json.report.html")))
        .contains("Warning: on the test slice this model");
    JsonNode auc = report.path("figures").path("auc");
    assertThat(auc.path("model").path("low").asDouble()).isLessThan(0.5);
    assertThat(auc.path("model").path("high").asDouble()).isGreaterThan(0.5);
  }

  @Test
  void aFeatureThatKnowsTheLabelIsSuspected() throws Exception {
    file =
        world
            .write(
                "leaking.csv",
                World.rows(1, 1_000)
                    .replaceAll("(?m)^(r\\d+,\\d+,([01]),.*,)[^,]*,(\\w+)$", "$1$2,$3"))
            .toString();
    JsonNode report = world.report(file, "buys", "--label", "label", "--quick");
    assertThat(report.path("notes").get(0).asText())
        .isEqualTo(
            "Warning: auc is 1.0000, which is hardly ever true: see whether activity:noise, the most important feature, knows what came of a row.");
  }

  @Test
  void rowsInNoneOfTheSlicesAreToldOfIfTheyAreMany() throws Exception {
    file =
        world
            .write(
                "returning.csv",
                World.rows(1, 1_000).replaceAll("(?m)^r(\\d)\\d*([02468]),", "r$1,"))
            .toString();
    JsonNode report =
        world.report(file, "buys", "--label", "label", "--group", "request", "--quick");
    int leftOut = report.path("rows").path("in_gaps").asInt();
    assertThat(leftOut).isGreaterThan(100);
    assertThat(world.err())
        .contains(
            leftOut + " of 1,000 rows are in none of the slices", "see whether --group names");
    world.report(file, "buys", "--label", "label", "--horizon", "10m", "--quick");
    assertThat(world.err()).doesNotContain("in none of the slices");
  }

  @Test
  void instantsInSecondsAreAskedAbout() {
    file =
        world
            .write("seconds.csv", World.rows(1, 1_000).replaceAll("(?m)^(r\\d+,\\d+)000,", "$1,"))
            .toString();
    assertThat(world.trainBy(file, "buys", "--label", "label", "--quick")).isZero();
    assertThat(world.err())
        .contains("no instant is later than 1970-01-20T16:14:", "are they epoch seconds?");
  }

  @Test
  void twoLabelsThatAreNotZeroAndOneAreAskedAbout() throws Exception {
    file =
        world
            .write(
                "signed.csv",
                World.rows(1, 1_000)
                    .replaceAll("(?m)^(r\\d+,\\d+),0,", "$1,-1,")
                    .replaceAll("(?m)^(r\\d+,\\d+),1,", "$1,2,"))
            .toString();
    JsonNode report = world.report(file, "buys", "--label", "label", "--quick");
    assertThat(report.path("objective").asText()).isEqualTo("regression");
    assertThat(world.err()).contains("1000 of 1000 labels are neither 0 nor 1");
    assertThat(
            world.trainBy(file, "buys", "--label", "label", "--quick", "--objective", "regression"))
        .isZero();
    assertThat(world.err()).doesNotContain("neither 0 nor 1");
  }
}
