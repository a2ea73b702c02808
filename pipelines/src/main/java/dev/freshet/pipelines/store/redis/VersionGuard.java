package dev.freshet.pipelines.store.redis;

import dev.freshet.features.row.RowFormat;
import dev.freshet.features.row.RowVersion;

/**
 * The script that stores a row unless the one stored is newer: {@code KEYS[1]} is its name, {@code
 * ARGV[1]} its bytes, {@code ARGV[2]} when it expires, empty for never. It answers 1, or 0 where it
 * refused.
 *
 * <p>Versions are compared byte by byte: the order of strings in Lua is that of the server's
 * locale.
 */
final class VersionGuard {

  static final String SCRIPT =
      """
      local old = redis.pcall('GETRANGE', KEYS[1], %1$d, %2$d)
      if type(old) == 'string' and #old == %3$d then
        local new = ARGV[1]
        for i = 1, %3$d do
          local o, n = old:byte(i), new:byte(i + %1$d)
          if o > n then return 0 end
          if o < n then break end
        end
      end
      redis.call('SET', KEYS[1], ARGV[1])
      if ARGV[2] ~= '' then redis.call('PEXPIREAT', KEYS[1], ARGV[2]) end
      return 1
      """
          .formatted(
              RowFormat.VERSION_OFFSET,
              RowFormat.VERSION_OFFSET + RowVersion.SIZE_BYTES - 1,
              RowVersion.SIZE_BYTES);

  private VersionGuard() {}
}
