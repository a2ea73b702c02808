package dev.freshet.pipelines.store;

import dev.freshet.pipelines.store.MemoryStore.Stored;
import java.util.Map;
import java.util.Optional;

class MemoryStoreTest extends RowStoreContract {

  private final MemoryStore memory = new MemoryStore();

  @Override
  protected RowStore open(Map<String, byte[]> fixtures, StoreMeter meter) {
    return memory.open(fixtures, meter);
  }

  @Override
  protected RowStore reopen(StoreMeter meter) {
    return memory.open(FIXTURES, meter);
  }

  @Override
  protected Optional<Stored> read(String name) {
    return memory.read(name);
  }

  @Override
  protected void wipe() {
    memory.wipe();
  }
}
