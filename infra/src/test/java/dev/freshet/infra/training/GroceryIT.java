package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.infra.whole.Duck;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The households of the grocery example, what they were asked and sent, as DuckDB finds it. */
@Timeout(120)
class GroceryIT {

  @TempDir private Path folder;

  @Test
  void theSurveyIsATableThatIsKnownFromItsDayOn() throws Exception {
    String data = System.getenv("FRESHET_DATA");
    assertThat(data)
        .as("the environment variable FRESHET_DATA, a folder of event logs")
        .isNotNull();
    String survey = "read_json('" + data + "/completejourney/demographics.jsonl.gz')";
    String sent = "read_json('" + data + "/completejourney/campaign_contacts.jsonl.gz')";
    Path spine = folder.resolve("spine.parquet");
    Path out = folder.resolve("out.parquet");
    TrainingCommand command = new TrainingCommand(Path.of("..", "examples", "grocery"));
    try (Duck duck = new Duck()) {
      // At the survey's very instant, just behind it, and in summer; of everybody who got a
      // campaign.
      duck.run(
          """
          copy (select household_id, event_timestamp
              from (select distinct household_id from %s union select household_id from %s)
              cross join (select unnest([1483228800000, 1483228800001, 1498608000000]) as event_timestamp)
              order by hash(household_id, event_timestamp)) to '%s'
          """
              .formatted(sent, survey, spine));

      assertThat(
              command.run(
                  "--service",
                  "campaign_response",
                  "--spine",
                  spine.toString(),
                  "--out",
                  out.toString(),
                  "--strict"))
          .as(command::err)
          .isZero();

      // Ninety days move in steps of one.
      List<Map<String, Object>> compared =
          duck.query(
              """
              with survey as (from %s), sent as (select household_id, epoch_ms(ts::timestamptz) as ms from %s),
              told as (select row_number() over () as n, * from '%s'),
              contacted as (select n, count(ms) as contacts from told left join sent
                  on told.household_id = sent.household_id and ms < event_timestamp
                  and ms >= (event_timestamp - 7776000000) // 86400000 * 86400000 group by n)
              select count(*) > 4000 as many, count(survey.age) > 1500 as surveyed, max(contacts) > 3 as sent,
                  count(*) filter (people__age is distinct from survey.age or people__income is distinct from survey.income
                      or campaigns__contacts_90d != contacts) as wrong
              from told join contacted using (n) left join survey
                  on told.household_id = survey.household_id and event_timestamp > epoch_ms(survey.ts::timestamptz)
              """
                  .formatted(survey, sent, out));

      assertThat(compared)
          .containsExactly(Map.of("many", true, "surveyed", true, "sent", true, "wrong", 0L));
    }
  }
}
