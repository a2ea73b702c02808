package dev.freshet.features.fold;

/**
 * All that is kept of one entity's events. Mutable, not thread-safe; changed by {@link EntityFold}.
 */
public final class EntityState {

  /** How many events were folded since there is state. */
  public long folded() {
    throw new UnsupportedOperationException();
  }

  /** About how many bytes it takes on the heap; a bound for caches. */
  public int heapBytes() {
    throw new UnsupportedOperationException();
  }
}
