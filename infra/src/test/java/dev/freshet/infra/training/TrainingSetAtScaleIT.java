package dev.freshet.infra.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.infra.whole.Duck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many events and many rows in a process of little memory; DuckDB answers the same. */
@Timeout(300)
class TrainingSetAtScaleIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long START = 1_790_000_000_000L;

  @TempDir private Path folder;
  private long mostOnDisk;

  @Test
  void oneKeyWithMoreEventsThanFitIntoMemory() throws Exception {
    Files.writeString(
        folder.resolve("hot.yaml"),
        """
        project: hot
        sources:
          - {name: clicks, topic: clicks, files: clicks.csv, event_time: ts, event_id: id, fields: {user_id: string, item: string, price: double}}
        entities:
          - {name: user, join_keys: [user_id]}
        feature_views:
          - name: v
            entity: user
            source: clicks
            features:
              - {name: n, aggregation: count, windows: [1h, 7d, lifetime]}
              - {name: items, aggregation: count_distinct, value: event.item, windows: [1d]}
              - {name: spend, aggregation: sum, value: event.price, by: event.item, windows: [1d]}
              - {name: latest, aggregation: last, value: event.item}
        feature_services:
          - {name: all, features: [v]}
        """);
    try (Duck duck = new Duck()) {
      duck.run(
          """
          copy (select 'click-of-the-very-busiest-of-all-users-' || i as id, %d + (i * 865)::bigint as ts, 'u' as user_id,
              'i' || (i * 7919 %% 40) as item, (i %% 997) / 8.0 as price from range(1000000) r(i)) to '%s'
          """
              .formatted(START, folder.resolve("clicks.csv")));
      // Every tenth row is at the very millisecond of an event.
      duck.run(
          """
          copy (select 'u' as user_id, %d + (i * 43250)::bigint + (case i %% 10 when 0 then 0 else i %% 865 end)
              as event_timestamp from range(20000) r(i)) to '%s'
          """
              .formatted(START, folder.resolve("spine.parquet")));

      // A million events, each of a hundred bytes at the least.
      JsonNode said = run("-Xmx96m", folder, "all", folder.resolve("spine.parquet"));

      assertThat(said.get("rows").longValue()).isEqualTo(20_000);
      assertThat(said.get("events").longValue()).isEqualTo(1_000_000);
      assertThat(mostOnDisk).as("bytes on disk meanwhile").isGreaterThan(50_000_000);
      // An hour moves in steps of a minute; of the events from an instant on, the first is the
      // next.
      assertThat(
              duck.query(
                  """
                  with told as (select *, (event_timestamp - %1$d + 864) // 865 as before,
                      greatest(0, (((event_timestamp - 3600000) // 60000) * 60000 - %1$d + 864) // 865) as gone from '%2$s')
                  select count(*) as rows, count(*) filter (v__n_lifetime != before or v__n_1h != before - gone
                      or v__latest is distinct from (case before when 0 then null else 'i' || ((before - 1) * 7919 %% 40) end))
                      as wrong, max(v__items_1d) as items, max(len(map_keys(v__spend_1d))) as keys from told
                  """
                      .formatted(START, out())))
          .containsExactly(Map.of("rows", 20_000L, "wrong", 0L, "items", 40L, "keys", 40L));
    }
  }

  @Test
  void aYearOfARealShopIsAnsweredAsDuckDbDoes() throws Exception {
    Path repository = Path.of("..", "examples", "online-retail").toRealPath();
    Path log = Path.of(data(), "online_retail", "lines.jsonl.gz");
    Path spine = folder.resolve("spine.parquet");
    try (Duck duck = new Duck()) {
      duck.run(
          """
          copy (select customer_id, stock_code, epoch_ms(ts::timestamptz) + (i * 7919 %% 7200000)::bigint as event_timestamp
              from (select *, row_number() over () as i from read_json('%s'))
              where customer_id is not null and i %% 20 = 0 order by i) to '%s'
          """
              .formatted(log, spine));

      JsonNode said = run("-Xmx512m", repository, "next_basket", spine);

      assertThat(said.get("events").longValue()).isEqualTo(541_909);
      // A week moves in steps of three hours, a month in steps of twelve.
      List<Map<String, Object>> compared =
          duck.query(
              """
              with lines as (select *, epoch_ms(ts::timestamptz) as ms from read_json('%s')),
              asked as (select row_number() over () as n, * from '%s'),
              joined as (select n, any_value(product_sales__sold_7d) as sold, any_value(product_sales__sold_30d) as sold_more,
                  any_value(product_sales__lowest_price_30d) as lowest,
                  coalesce(sum(quantity) filter (type = 'purchase' and ms >= (event_timestamp - 604800000) // 10800000 * 10800000), 0)
                    as sold_found,
                  coalesce(sum(quantity) filter (type = 'purchase'), 0) as sold_more_found,
                  min(unit_price) filter (type = 'purchase' and unit_price > 0) as lowest_found
                from asked left join lines on asked.stock_code = lines.stock_code and ms < event_timestamp
                  and ms >= (event_timestamp - 2592000000) // 43200000 * 43200000
                group by n)
              select count(*) as rows, count(*) filter (sold != sold_found or sold_more != sold_more_found
                or lowest is distinct from lowest_found) as wrong from joined
              """
                  .formatted(log, out()));
      assertThat(compared)
          .containsExactly(Map.of("rows", said.get("rows").longValue(), "wrong", 0L));
      assertThat(said.get("rows").longValue()).isGreaterThan(15_000);
    }
  }

  private static String data() {
    String data = System.getenv("FRESHET_DATA");
    assertThat(data)
        .as("the environment variable FRESHET_DATA, a folder of event logs")
        .isNotNull();
    return data;
  }

  private Path out() {
    return folder.resolve("out.parquet");
  }

  /** Runs the command in a process of its own, and returns what it says. */
  private JsonNode run(String heap, Path repository, String service, Path spine) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-XX:-UsePerfData", "-Dfreshet.log.level=ERROR"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.freshet.infra.Freshet", "training-set", repository.toString()));
    command.addAll(List.of("--service", service, "--spine", spine.toString()));
    command.addAll(List.of("--out", out().toString(), "--json"));
    Path said = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(said.toFile()).redirectError(err.toFile());
    builder.environment().put("TMPDIR", temporary.toString());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Process process = builder.start();
    try {
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        assertThat(System.nanoTime()).as("it ends").isLessThan(deadline);
        mostOnDisk = Math.max(mostOnDisk, bytes(temporary));
      }
      assertThat(process.exitValue()).as(Files.readString(err)).isZero();
      assertThat(temporary).isEmptyDirectory();
      return JSON.readTree(Files.readString(said));
    } finally {
      process.destroyForcibly();
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (UncheckedIOException gone) {
      return 0;
    }
  }
}
