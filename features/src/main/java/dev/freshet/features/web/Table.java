package dev.freshet.features.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of a table that comes with a library or with this module. */
final class Table {

  private static final int VERSION_BYTES = 4;

  private Table() {}

  /**
   * All bytes of a resource.
   *
   * @param owner a class of the jar that holds it
   * @param name absolute, or beside the owner
   */
  static byte[] bytes(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Eight digits that differ when any byte does. */
  static String version(byte[]... tables) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] table : tables) {
        digest.update(table);
      }
      return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
