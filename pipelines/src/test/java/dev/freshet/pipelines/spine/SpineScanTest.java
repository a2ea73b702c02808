package dev.freshet.pipelines.spine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.features.type.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpineScanTest {

  private static final SpineNeeds NEEDS =
      new SpineNeeds(
          List.of(
              new Entity.JoinKey("user_id", Scalar.STRING),
              new Entity.JoinKey("item_id", Scalar.INT64)),
          List.of(new ContextField("hour", Scalar.INT64)),
          List.of(new ExternalFeature("partner", "risk", Scalar.DOUBLE)),
          "event_timestamp");

  @TempDir private Path temp;

  @Test
  void aSpineIsItsColumnsRowsAndSpan() throws Exception {
    Path file =
        write(
            "a.csv",
            "label,user_id,item_id,event_timestamp,hour",
            "0.5,u1,7,2026-11-22T12:00:00Z,3",
            "1,u2,,1795348800001,",
            ",,8,2026-11-22T13:00:00+02:00,5");

    Spine spine = SpineScan.read(file, NEEDS, true);

    assertThat(spine.rows()).isEqualTo(3);
    assertThat(spine.first()).isEqualTo(Instant.parse("2026-11-22T11:00:00Z").toEpochMilli());
    assertThat(spine.last()).isEqualTo(1_795_348_800_001L);
    assertThat(spine.columns().stream().map(column -> column.name() + " " + column.type()))
        .containsExactly(
            "label double",
            "user_id string",
            "item_id int64",
            "event_timestamp timestamp",
            "hour int64");
    try (SpineRows rows = SpineRows.open(spine, NEEDS)) {
      assertThat(rows.next()).isTrue();
      assertThat(List.of(rows.key(0), rows.key(1), rows.context(0))).containsExactly("u1", 7L, 3L);
      assertThat(cells(rows)).isEqualTo("[0.5, u1, 7, 2026-11-22T12:00:00Z, 3]");
      assertThat(rows.next()).isTrue();
      assertThat(cells(rows)).isEqualTo("[1.0, u2, null, 2026-11-22T12:00:00.001Z, null]");
      assertThat(rows.next()).isTrue();
      assertThat(rows.key(0)).isNull();
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aFeatureOfAnotherServerMayHaveAColumn() throws Exception {
    Path file =
        write(
            "a.csv",
            "user_id,item_id,event_timestamp,partner__risk,hour",
            "u1,7,5,1,3",
            "u1,7,5,,3");

    Spine spine = SpineScan.read(file, NEEDS, true);

    assertThat(spine.columns().get(3)).isEqualTo(new Spine.Column("partner__risk", "double"));
    try (SpineRows rows = SpineRows.open(spine, NEEDS)) {
      rows.next();
      assertThat(rows.external(0)).isEqualTo(1.0);
      assertThat(cells(rows)).isEqualTo("[u1, 7, 1970-01-01T00:00:00.005Z, 1.0, 3]");
      rows.next();
      assertThat(rows.external(0)).isNull();
    }
  }

  @Test
  void aKeyOfTheOtherTypeIsTakenAsARequestWould() throws Exception {
    Path file =
        write(
            "a.jsonl",
            "{\"user_id\": 12, \"item_id\": \"-7\", \"event_timestamp\": 5, \"hour\": null}",
            "{\"event_timestamp\": \"1970-01-01T00:00:00.0069Z\", \"hour\": 1, \"user_id\": \"\","
                + " \"item_id\": null}");

    Spine spine = SpineScan.read(file, NEEDS, false);

    try (SpineRows rows = SpineRows.open(spine, NEEDS)) {
      rows.next();
      assertThat(List.of(rows.key(0), rows.key(1), rows.instant())).containsExactly("12", -7L, 5L);
      rows.next();
      assertThat(List.of(rows.key(0), rows.instant())).containsExactly("", 6L);
      assertThat(rows.key(1)).isNull();
    }
  }

  @Test
  void allProblemsOfAllRowsComeTogether() throws Exception {
    Path file =
        write(
            "a.csv",
            "user_id,item_id,event_timestamp,hour",
            "u1,seven,2026-11-22T12:00:00Z,3",
            "u1,7,yesterday,3",
            "u1,7,,3",
            "u1,9223372036854775808,5,3.0",
            "u1,7,5",
            "u1,7,5,3");

    assertThat(problems(file))
        .containsExactly(
            "row 1: item_id is \"seven\"; it is of type int64: write an integer of 64 bits",
            "row 2: event_timestamp is \"yesterday\"; it is of type timestamp: write RFC 3339 such as"
                + " 2026-11-22T12:00:00Z, or epoch milliseconds",
            "row 3: event_timestamp has no value; every row needs an instant: RFC 3339 or epoch"
                + " milliseconds",
            "row 4: item_id is \"9223372036854775808\"; it is of type int64: write an integer of 64"
                + " bits",
            "row 4: hour is \"3.0\"; it is of type int64: write such a value, or none where there is"
                + " none",
            "row 5: a row has as many cells as the first line, 4, and its quotes end");
  }

  @Test
  void missingColumnsAreNamedWithWhatTheyAreFor() throws Exception {
    assertThat(problems(write("a.csv", "user,label,label", "u1,1,2")))
        .containsExactly(
            "there is no column \"user_id\", a join key of the features asked for; did you mean"
                + " \"user\"?",
            "there is no column \"item_id\", a join key of the features asked for; known: user,"
                + " label, label",
            "there is no column \"event_timestamp\", the instant as of which a row is answered"
                + " (--timestamp names another); known: user, label, label",
            "there is no column \"hour\", context that the features asked for are computed from;"
                + " known: user, label, label",
            "two columns have the name \"label\"; a column needs a name of its own");
  }

  @Test
  void aColumnThatNoRowHasIsOneProblem() throws Exception {
    assertThat(
            problems(
                write(
                    "a.jsonl",
                    "{\"user_id\": \"u1\", \"item_id\": 7, \"hour\": 3, \"time\": 1}",
                    "{\"user_id\": \"u1\", \"item_id\": 8, \"hour\": 3, \"time\": 2}")))
        .singleElement()
        .asString()
        .startsWith("there is no column \"event_timestamp\", the instant as of which");
  }

  @Test
  void ofManyProblemsTheFirstHundredAreListed() throws Exception {
    List<String> lines =
        IntStream.range(0, 250)
            .mapToObj(
                i -> "{\"user_id\": \"u\", \"item_id\": 1, \"hour\": 1, \"event_timestamp\": null}")
            .collect(Collectors.toList());
    List<String> problems = problems(write("a.jsonl", lines.toArray(String[]::new)));

    assertThat(problems).hasSize(101);
    assertThat(problems.get(99)).startsWith("row 100: event_timestamp has no value");
    assertThat(problems.get(100)).isEqualTo("and 150 problems more of this kind");
  }

  @Test
  void aSpineWithoutRowsIsOne() throws Exception {
    Path csv = write("a.csv", "user_id,item_id,event_timestamp,hour");
    assertThat(SpineScan.read(csv, NEEDS, true).rows()).isZero();
    assertThat(SpineScan.read(write("a.jsonl"), NEEDS, true).rows()).isZero();
  }

  @Test
  void typesAreGuessedOnlyWhereEveryValueReadsBackAlike() throws Exception {
    Path file =
        write(
            "a.csv",
            "event_timestamp,i,d,b,zero,long,word,none",
            "1,1,1,true,007,12345678901234567890,1,",
            "2,-5,2.5e3,false,8,1,x,",
            "3,,-.5,TRUE,9,2,,");

    Spine spine =
        SpineScan.read(
            file, new SpineNeeds(List.of(), List.of(), List.of(), "event_timestamp"), true);

    assertThat(spine.columns().stream().map(Spine.Column::type))
        .containsExactly(
            "timestamp", "int64", "double", "bool", "string", "string", "string", "string");
  }

  @Test
  void cellsAreTypedWhereNoKeysAreAskedForToo() throws Exception {
    Path file = write("a.csv", "n,label,event_timestamp,word", "7,true,1,x");
    SpineNeeds none = new SpineNeeds(List.of(), List.of(), List.of(), "event_timestamp");

    Spine spine = SpineScan.read(file, none, true);

    try (SpineRows rows = SpineRows.open(spine, none)) {
      assertThat(rows.next()).isTrue();
      assertThat(List.of(rows.cell(0), rows.cell(1), rows.cell(2), rows.cell(3)))
          .containsExactly(7L, true, Instant.ofEpochMilli(1), "x");
    }
  }

  private List<String> problems(Path file) {
    SpineException wrong =
        catchThrowableOfType(SpineException.class, () -> SpineScan.read(file, NEEDS, true));
    return wrong.problems().stream().map(problem -> problem.replace(file + ": ", "")).toList();
  }

  private static String cells(SpineRows rows) {
    List<Object> cells = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      cells.add(rows.cell(i));
    }
    return cells.toString();
  }

  private Path write(String name, String... lines) throws Exception {
    return Files.write(temp.resolve(name), Arrays.asList(lines));
  }
}
