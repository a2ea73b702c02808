package dev.freshet.serving;

import dev.freshet.serving.fixture.TestStore;
import dev.freshet.serving.fixture.ThreeMasters;
import java.io.IOException;

/** A Redis Cluster of three masters, of which the server is told one. */
class ClusterStoreIT extends StoreContract {

  @Override
  TestStore open() throws IOException {
    return ThreeMasters.open();
  }
}
