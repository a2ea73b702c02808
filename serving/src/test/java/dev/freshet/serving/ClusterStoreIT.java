package dev.freshet.serving;

import dev.freshet.serving.fixture.Client;
import dev.freshet.serving.fixture.TestStore;
import dev.freshet.serving.fixture.ThreeMasters;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A Redis Cluster of three masters, of which the server is told one. */
class ClusterStoreIT extends StoreContract {

  @Override
  TestStore open() throws IOException {
    return ThreeMasters.open();
  }

  @Test
  void isFoundBySeveralOfItsNodes() throws Exception {
    String uris = ((ThreeMasters) store()).uris();
    try (FeatureServer server = FeatureServer.start(config(uris))) {
      assertAnswers(new Client(server.httpPort()));
    }
  }
}
