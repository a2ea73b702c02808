package dev.freshet.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.Reply;
import dev.freshet.serving.fixture.SingleRedis;
import dev.freshet.serving.fixture.TestStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A Redis server that asks for a password. */
class PasswordStoreIT extends StoreContract {

  private static final String PASSWORD = "s3cret-word";

  @Override
  TestStore open() throws IOException {
    return SingleRedis.withPassword(PASSWORD);
  }

  @Test
  void tellsThatThePasswordIsWrongWithoutTellingIt() throws Exception {
    String uri = store().uri().replace(PASSWORD, "wrong-word");
    try (FeatureServer server = FeatureServer.start(config(uri))) {
      Reply reply =
          new Client(server.httpPort())
              .await("/health/ready", answer -> answer.body().contains("WRONGPASS"));

      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.body()).doesNotContain("wrong-word");
    }
  }
}
