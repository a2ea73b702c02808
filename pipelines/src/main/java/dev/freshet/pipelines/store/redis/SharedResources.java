package dev.freshet.pipelines.store.redis;

import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.concurrent.TimeUnit;

/** The network threads of all row stores of this JVM, there while one of them is open. */
final class SharedResources {

  private static final int THREADS = 2;

  private static ClientResources resources;
  private static int users;

  private SharedResources() {}

  static synchronized ClientResources acquire() {
    if (users++ == 0) {
      resources =
          DefaultClientResources.builder()
              .ioThreadPoolSize(THREADS)
              .computationThreadPoolSize(THREADS)
              .build();
    }
    return resources;
  }

  static synchronized void release() {
    if (--users == 0) {
      var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
      resources = null;
    }
  }
}
