package dev.freshet.benchmarks.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * One user with millions of events in ten days, and many questions about that user, every tenth at
 * the very millisecond of an event.
 */
record HotKey(Path folder, int events, int rows) implements Case {

  private static final long START = 1_790_000_000_000L;
  private static final long SPAN = 10 * 86_400_000L;

  private static final String DEFINITIONS =
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
            - {name: dearest, aggregation: max, value: event.price, windows: [5m]}
            - {name: items, aggregation: count_distinct, value: event.item, windows: [1d]}
            - {name: spend, aggregation: sum, value: event.price, by: event.item, windows: [1d]}
            - {name: latest, aggregation: last, value: event.item}
      feature_services:
        - {name: all, features: [v]}
      """;

  @Override
  public String name() {
    return String.format(Locale.ROOT, "one key with %,d events", events);
  }

  @Override
  public List<String> prepare(Duck duck) throws IOException, SQLException {
    Files.writeString(folder.resolve("hot.yaml"), DEFINITIONS);
    duck.run(
        """
        copy (select i as id, %d + (i * %d)::bigint as ts, 'u' as user_id,
            'i' || (i * 7919 %% 40) as item, (i %% 997) / 8.0 as price from range(%d) r(i)) to '%s'
        """
            .formatted(START, apart(), events, clicks()));
    duck.run(
        """
        copy (select 'u' as user_id, %d + (i * %d)::bigint + (case i %% 10 when 0 then 0 else i %% %d end)
            as event_timestamp from range(%d) r(i)) to '%s'
        """
            .formatted(START, apart() * (events / rows), apart(), rows, spine()));
    return List.of(folder.toString(), "--service", "all", "--spine", spine().toString());
  }

  private long apart() {
    return SPAN / events;
  }

  private Path clicks() {
    return folder.resolve("clicks.csv");
  }

  private Path spine() {
    return folder.resolve("spine.parquet");
  }

  @Override
  public String baseline() {
    return "one count of an hour, as the difference of two joins as of";
  }

  /** An hour moves in steps of a minute. */
  @Override
  public long mistakes(Duck duck, Path out) throws SQLException {
    return duck.number(
        """
        with told as (select event_timestamp as t, (event_timestamp - 3600000) // 60000 * 60000 as far, v__n_1h as n from '%s'),
        clicks as (select ts, row_number() over (order by ts) as number from read_csv('%s'))
        select count(*) filter (coalesce(near.number, 0) - coalesce(gone.number, 0) != n)
        from told asof left join clicks near on told.t > near.ts asof left join clicks gone on told.far > gone.ts
        """
            .formatted(out, clicks()));
  }
}
