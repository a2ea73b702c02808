package dev.freshet.serving;

import dev.freshet.serving.fixture.SingleRedis;
import dev.freshet.serving.fixture.TestStore;
import java.io.IOException;

/** A single Redis server. */
class StandaloneStoreIT extends StoreContract {

  @Override
  TestStore open() throws IOException {
    return SingleRedis.open();
  }
}
