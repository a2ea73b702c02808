package dev.freshet.infra.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainRefusesTest {

  @TempDir private Path temp;
  private World world;
  private String file;

  @BeforeEach
  void makeWorld() {
    world = new World(temp);
    file = world.write("training.csv", World.rows(1, 200)).toString();
  }

  @AfterEach
  void nothingIsWritten() {
    assertThat(Files.exists(temp.resolve("models"))).isFalse();
  }

  @Test
  void modelsThatAreNotThereOrNotTrained() {
    refuses("--model buyz: there is no such model; did you mean \"buys\"?", "buyz");
    refuses("--model by_hand is linear: its weights are written by hand", "by_hand");
    refuses("--model from_elsewhere is of kind onnx", "from_elsewhere");
  }

  @Test
  void allWrongOptionsAtOnce() {
    assertThat(
            world.train(
                "buyz",
                "--training-set",
                "no.csv",
                "--label",
                "label",
                "--trees",
                "0",
                "--learning-rate",
                "2",
                "--after",
                "Tuesday"))
        .isEqualTo(1);
    assertThat(world.err())
        .contains(
            "--trees 0; write a number from 1 to 100000",
            "--learning-rate 2.0",
            "--after Tuesday: write a day such as 2026-11-22",
            "--model buyz",
            "--training-set no.csv: there is no such file");
  }

  @Test
  void anObjectiveThatIsNone() {
    refuses(
        "\"luck\" is no objective; write binary, regression or ranking",
        "buys",
        "--objective",
        "luck");
  }

  @Test
  void columnsThatAreNotThere() {
    file =
        world
            .write("training.csv", World.rows(1, 50).replace("activity__noise", "noise"))
            .toString();
    assertThat(
            world.train("buys", "--training-set", file, "--label", "lable", "--group", "session"))
        .isEqualTo(1);
    assertThat(world.err())
        .contains(
            "there is no column \"lable\", the label; did you mean \"label\"?",
            "there is no column \"session\", the group of a row",
            "there is no column \"activity__noise\", a feature of the service \"home\"");
  }

  @Test
  void valuesOfOtherTypes() {
    file =
        world
            .write(
                "training.csv",
                World.HEADER
                    + "r,1700000000000,maybe,1,1,1,1,1,hats\n"
                    + "r,soon,1,1,1,1,1,1,hats\n"
                    + "r,1700000000000,1,1,1,many,1,1,hats\n"
                    + "r,1700000000000,1\n")
            .toString();
    assertThat(world.train("buys", "--training-set", file, "--label", "label")).isEqualTo(1);
    assertThat(world.err())
        .contains(
            "row 1: label is \"maybe\"; write a number, or true or false",
            "row 2: event_timestamp is \"soon\"; write RFC 3339",
            "row 3: activity__clicks_1d is \"many\"; it is of type int64",
            "row 4: a row has as many cells as the first line");
  }

  @Test
  void labelsThatDoNotFitTheObjective() {
    file = world.write("training.csv", World.rows(1, 200)).toString();
    assertThat(
            world.train(
                "buys", "--training-set", file, "--label", "stars", "--objective", "binary"))
        .isEqualTo(1);
    assertThat(world.err()).contains("a label of --objective binary is 0 or 1");
    assertThat(
            world.train("buys", "--training-set", file, "--label", "stars", "--group", "request"))
        .isEqualTo(1);
    assertThat(world.err()).contains("a whole number from 0 to 31");
  }

  @Test
  void labelsThatAreAllTheSame() {
    file =
        world
            .write(
                "training.csv", World.rows(1, 200).replaceAll("(?m)^(r\\d+,\\d+),[01],", "$1,1,"))
            .toString();
    refuses(
        "every label of the training slice is 1: there is nothing to tell apart; choose another --after",
        "buys");
  }

  @Test
  void rankingsOfRowsThatNothingGroups() {
    refuses(
        "--objective ranking orders the rows of each group; name the column",
        "buys",
        "--objective",
        "ranking");
  }

  @Test
  void groupsInWhichThereIsNothingToOrder() {
    refuses(
        "no stars of the test slice has rows whose label differs: there is nothing to order; name a --group",
        "buys",
        "--group",
        "stars");
  }

  @Test
  void groupsThatBordersCut() {
    file =
        world
            .write("training.csv", World.rows(1, 200).replaceAll("(?m)^r\\d+,", "all,"))
            .toString();
    refuses(
        "and 200 rows fall into the gaps or are of groups that a border cuts; choose another --after, a shorter --horizon, a --group whose rows are near in time",
        "buys",
        "--group",
        "request");
  }

  @Test
  void slicesThatAreTooSmall() {
    refuses(
        "the test slice has 0 rows, and a slice needs 10: the", "buys", "--after", "2030-01-01");
    refuses(
        "the training slice has 0 rows, the early-stopping slice has 0 rows, and a",
        "buys",
        "--after",
        "2001-01-01");
    refuses("the early-stopping slice has 0 rows", "buys", "--horizon", "100h");
  }

  @Test
  void filesOfNoKnownFormat() {
    file = world.write("training.txt", "").toString();
    refuses("a training set of no known format; known are .jsonl .csv", "buys");
  }

  private void refuses(String message, String model, String... options) {
    String[] all = new String[options.length + 4];
    all[0] = "--training-set";
    all[1] = file;
    all[2] = "--label";
    all[3] = "label";
    System.arraycopy(options, 0, all, 4, options.length);
    assertThat(world.train(model, all)).isEqualTo(1);
    assertThat(world.err()).contains(message);
    assertThat(world.out()).isEmpty();
  }
}
