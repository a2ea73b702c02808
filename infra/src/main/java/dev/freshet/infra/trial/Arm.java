package dev.freshet.infra.trial;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** By what the shelves of some visitors are ranked. */
public enum Arm {
  /** By the model that was trained. */
  MODEL,
  /** By how much others look at an item. */
  POPULARITY,
  /** By lot. */
  RANDOM;

  /** The arm of a visitor, who stays in it: by the CRC-32 of their id. */
  static Arm of(String visitor) {
    CRC32 crc = new CRC32();
    crc.update(visitor.getBytes(StandardCharsets.UTF_8));
    return values()[(int) (crc.getValue() % values().length)];
  }

  /** What people call it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
