package dev.freshet.serving;

import dev.freshet.serving.fixture.TestStore;
import dev.freshet.serving.fixture.ThreeMasters;
import java.io.IOException;

/** A Redis Cluster of three masters, of which the server is told two. */
class ClusterSeedsStoreIT extends StoreContract {

  @Override
  TestStore open() throws IOException {
    return ThreeMasters.open();
  }

  @Override
  String uri(TestStore opened) {
    return ((ThreeMasters) opened).uris();
  }
}
