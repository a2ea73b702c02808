package dev.freshet.pipelines.training;

/**
 * Where an entity of a training set is in the order of the sort, so that all that is told and asked
 * of one entity comes together.
 */
final class Place {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private Place() {}

  /**
   * Sixty-four bits of the entity. Two entities may share them: they then come interleaved.
   *
   * @param part which of the entities by name
   */
  static long of(int part, String key) {
    long hash = (FNV_OFFSET ^ part) * FNV_PRIME;
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * FNV_PRIME;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }
}
