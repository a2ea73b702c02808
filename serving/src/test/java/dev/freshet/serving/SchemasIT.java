package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.RowWriter;
import dev.freshet.serving.fixture.ServedShop;
import dev.freshet.serving.fixture.Shop;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rows that a stream job with other definitions wrote. */
class SchemasIT {

  private static final String REQUEST =
      """
      {"features": ["user_activity:views_1h", "user_session:clicks"],
       "entities": {"user_id": ["u1", "later"]}}""";

  private static ServedShop shop;
  private static RowWriter later;

  @BeforeAll
  static void open() throws Exception {
    shop = ServedShop.open();
    long now = System.currentTimeMillis();
    later =
        new RowWriter(Shop.laterRepository())
            .fold(Shop.event(now - 1000, "later", null, "view", "socks", null));
    shop.store().write(later.rows(now));
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void areReadWithTheSchemaThatTheStoreHas() throws Exception {
    Reply reply = shop.client().features(REQUEST);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[2,3]");
    assertThat(reply.at("/rows/1/values").toString())
        .as("the schema of user_activity is nowhere yet")
        .isEqualTo("[null,1]");

    shop.store().write(later.schemas());
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    do {
      reply = shop.client().features(REQUEST);
      TimeUnit.MILLISECONDS.sleep(50);
    } while (reply.at("/rows/1/values/0").isNull() && System.nanoTime() < end);

    assertThat(reply.at("/rows/0/values").toString()).isEqualTo("[2,3]");
    assertThat(reply.at("/rows/1/values").toString()).isEqualTo("[1,1]");
    assertThat(shop.client().get("/metrics").body())
        .contains("freshet_serving_schemas_learned_total 1.0");
  }
}
