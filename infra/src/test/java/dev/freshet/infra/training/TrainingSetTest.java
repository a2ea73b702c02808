package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with what was asked for is found before anything is started. */
class TrainingSetTest {

  @TempDir private Path folder;
  private TrainingCommand command;

  @BeforeEach
  void shop() throws Exception {
    command = new TrainingCommand(folder);
    Files.writeString(folder.resolve("shop.yaml"), TrainingCommand.SHOP);
    Files.writeString(folder.resolve("clicks.jsonl"), "");
    Files.writeString(
        folder.resolve("spine.csv"), "user_id,item_id,event_timestamp,device\nada,i1,5,mobile\n");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws Exception {
    Files.writeString(
        folder.resolve("spine.csv"), "user,item_id,time,activity__clicks_1d\n1,2,3,4\n");

    assertThat(command.run("--service", "homes", "--out", "a.txt", "--events", "click=x")).isOne();
    assertThat(command.err())
        .contains(
            "--out a.txt: no known format; name a file that ends with one of .parquet .csv .jsonl",
            "--events click: there is no such source; did you mean \"clicks\"?",
            "--service homes: there is no such feature service; did you mean \"home\"?");

    assertThat(command.run("--service", "home", "--out", "a.csv", "--events", "clicks=b/*.csv"))
        .isOne();
    assertThat(command.err())
        .contains(
            "there is no column \"user_id\", a join key of the features asked for; did you mean"
                + " \"user\"?",
            "there is no column \"event_timestamp\", the instant as of which a row is answered",
            "there is no column \"device\", context that the features asked for are computed from",
            "source clicks: no file matches");
    assertThat(command.out()).isEmpty();
  }

  @Test
  void aColumnCannotHaveTheNameOfAFeatures() throws Exception {
    Files.writeString(
        folder.resolve("spine.csv"),
        "user_id,item_id,event_timestamp,device,activity__clicks_1d\nada,i1,5,mobile,3\n");

    assertThat(command.run("--service", "home", "--out", "a.csv")).isOne();
    assertThat(command.err()).contains("the column \"activity__clicks_1d\" has the name of a");
  }

  @Test
  void aCellOfAnExternalFeatureHasItsType() throws Exception {
    Files.writeString(
        folder.resolve("spine.csv"),
        "user_id,event_timestamp,partner__risk,partner__segments\nada,5,0.5,\"[1]\"\nbob,6,high,\n");

    assertThat(command.run("--service", "risky", "--out", "a.csv")).isOne();
    assertThat(command.err())
        .contains(
            "row 1: partner__segments is \"[1]\"; it is of type list<string>: write such a value",
            "row 2: partner__risk is \"high\"; it is of type double: write such a value, or none");
  }

  @Test
  void theSpineIsNotWrittenOver() {
    assertThat(
            command.run(
                "--service",
                "home",
                "--out",
                folder + "/../" + folder.getFileName() + "/spine.csv"))
        .isOne();
    assertThat(command.err()).contains("is the spine itself; name another file");
    assertThat(command.run("--service", "home", "--out", folder + "/spine.csv")).isOne();
  }

  @Test
  void filesOfEventsAreNotWrittenOver() throws Exception {
    Files.writeString(folder.resolve("clicks-out.jsonl"), "");
    assertThat(command.run("--service", "home", "--out", folder + "/./clicks-out.jsonl")).isOne();
    assertThat(command.err())
        .contains("clicks-out.jsonl is one of the files of source clicks; name another file");
  }

  @Test
  void aSpineThatIsNotThereIsNamed() throws Exception {
    Files.delete(folder.resolve("spine.csv"));
    assertThat(command.run("--service", "home", "--out", "a.csv")).isOne();
    assertThat(command.err()).contains("spine.csv: there is no such file");
  }

  @Test
  void badOptionsAreWrongInput() {
    for (List<String> bad :
        List.of(
            List.of("--events", "clicks"),
            List.of("--lag", "5"),
            List.of("--parallelism", "0"),
            List.of("--flink", "nowhere"))) {
      assertThat(
              command.run("--service", "home", "--out", folder + "/a.csv", bad.get(0), bad.get(1)))
          .as(bad.toString())
          .isOne();
      assertThat(command.err()).contains(bad.get(1));
    }
  }
}
