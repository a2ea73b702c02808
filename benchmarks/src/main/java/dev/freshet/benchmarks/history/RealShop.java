package dev.freshet.benchmarks.history;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * A year of a real shop, and questions about a customer and a product up to two hours after that
 * customer bought it.
 *
 * @param repository the example of that shop
 * @param data the folder of its log
 */
record RealShop(Path folder, Path repository, Path data, int rows) implements Case {

  @Override
  public String name() {
    return "online-retail";
  }

  @Override
  public List<String> prepare(Duck duck) throws SQLException {
    Path spine = folder.resolve("retail.parquet");
    duck.run(
        """
        copy (select customer_id, stock_code, epoch_ms(ts::timestamptz) + (i * 7919 %% 7200000)::bigint as event_timestamp
            from (select *, row_number() over () as i from read_json('%s'))
            where customer_id is not null and i %% 8 = 0 order by i limit %d) to '%s'
        """
            .formatted(log(), rows, spine));
    return List.of(repository.toString(), "--service", "next_basket", "--spine", spine.toString());
  }

  private Path log() {
    return data.resolve("online_retail").resolve("lines.jsonl.gz");
  }

  @Override
  public String baseline() {
    return "one sum of a week by a join on product and time";
  }

  /** A week moves in steps of three hours. */
  @Override
  public long mistakes(Duck duck, Path out) throws SQLException {
    return duck.number(
        """
        with lines as (select stock_code, quantity, type, epoch_ms(ts::timestamptz) as ts from read_json('%s')),
        asked as (select row_number() over () as n, * from '%s'),
        joined as (select n, any_value(product_sales__sold_7d) as told,
            coalesce(sum(quantity) filter (type = 'purchase'), 0) as found
          from asked left join lines on asked.stock_code = lines.stock_code and lines.ts < event_timestamp
            and lines.ts >= ((event_timestamp - 604800000) // 10800000) * 10800000
          group by n)
        select count(*) filter (told != found) from joined
        """
            .formatted(log(), out));
  }
}
