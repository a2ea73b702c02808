package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command from files to files. */
@Timeout(120)
class TrainingSetIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private TrainingCommand command;

  @BeforeEach
  void shop() throws Exception {
    command = TrainingCommand.shop(folder);
  }

  @Test
  void theOutputIsTheSpineAndTheFeaturesBesideIt() throws Exception {
    command.write(
        "spine.csv",
        "label,user_id,note,item_id,event_timestamp,device",
        "1,ada,\"a,\"\"b\"\"\",i9,2026-03-01T12:00:05Z,mobile",
        "0,ada,,i9,1772366405001,desktop",
        "1,nobody,x,i9,2026-03-01T12:00:07Z,mobile",
        "0,,x,i7,2026-03-01T12:00:01Z,",
        "1,bob,,i7,2026-03-03T12:00:01Z,");

    assertThat(command.run("--service", "home", "--out", command.path("out.csv"), "--json"))
        .as(command::err)
        .isZero();

    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactly(
            "label,user_id,note,item_id,event_timestamp,device,activity__clicks_1d,"
                + "activity__spend_1d,activity__recent_1d,activity__seen_1d,item__clicks_1h,"
                + "now__mobile,now__share",
            "1,ada,\"a,\"\"b\"\"\",i9,2026-03-01T12:00:05Z,mobile,1,\"{\"\"i7\"\":2.5}\",\"[\"\"i7\"\"]\",2.5,0,true,",
            "0,ada,,i9,1772366405001,desktop,2,\"{\"\"i7\"\":2.5,\"\"i9\"\":3.0}\",\"[\"\"i9\"\",\"\"i7\"\"]\",3.0,1,false,2.0",
            "1,nobody,x,i9,2026-03-01T12:00:07Z,mobile,0,{},[],,2,true,0.0",
            "0,,x,i7,2026-03-01T12:00:01Z,,0,{},[],,1,,0.0",
            "1,bob,,i7,2026-03-03T12:00:01Z,,0,{},[],,0,,");
    JsonNode said = JSON.readTree(command.out());
    assertThat(said.get("rows").intValue()).isEqualTo(5);
    assertThat(said.get("features").intValue()).isEqualTo(7);
    assertThat(said.get("events").intValue()).isEqualTo(4);
    assertThat(command.err()).isEmpty();
  }

  @Test
  void featuresOfAnotherServerComeFromTheSpine() throws Exception {
    command.write(
        "spine.csv",
        "user_id,partner__risk,event_timestamp,partner__segments,label",
        "ada,1,2026-03-01T12:00:06Z,\"[\"\"vip\"\",\"\"new\"\"]\",1",
        "ada,0.25,2026-03-01T12:00:06Z,,0",
        "bob,,2026-03-01T12:00:07Z,[],0");

    assertThat(command.run("--service", "risky", "--out", command.path("out.csv")))
        .as(command::err)
        .isZero();

    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactly(
            "user_id,event_timestamp,label,activity__clicks_1d,partner__risk,partner__segments,"
                + "caution__wary",
            "ada,2026-03-01T12:00:06Z,1,2,1.0,\"[\"\"vip\"\",\"\"new\"\"]\",true",
            "ada,2026-03-01T12:00:06Z,0,2,0.25,,false",
            "bob,2026-03-01T12:00:07Z,0,1,,[],false");
    assertThat(command.err()).isEmpty();
  }

  @Test
  void aSpineWithoutRowsMakesATableWithoutRows() throws Exception {
    command.write("spine.csv", "item_id,event_timestamp");

    assertThat(command.run("--service", "short", "--out", command.path("out.csv"))).isZero();

    assertThat(folder.resolve("out.csv")).hasContent("item_id,event_timestamp,item__clicks_1h\n");
  }
}
