package dev.freshet.pipelines.store.redis;

import io.lettuce.core.RedisURI;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a Redis is: {@code redis://[[user:]password@]host:port[/database]}, with {@code rediss://}
 * for TLS. Several places of one Cluster are separated by commas, the later ones as {@code
 * host:port} alone or as whole addresses. Whether it is a Cluster the server itself says.
 */
public record RedisAddress(String text) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException if it is no such address; the message does not repeat it, as
   *     there may be a password in it
   */
  public RedisAddress {
    try {
      uris(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the Redis address is not one; write redis://HOST:PORT, rediss://HOST:PORT for TLS, or"
              + " redis://USER:PASSWORD@HOST:PORT");
    }
  }

  /** The places to try, at least one. */
  List<RedisURI> uris() {
    return uris(text);
  }

  /** The address without its password. */
  @Override
  public String toString() {
    return text.replaceAll("//[^@/,]*@", "//***@");
  }

  private static List<RedisURI> uris(String text) {
    List<RedisURI> uris = new ArrayList<>();
    for (String place : text.split(",", -1)) {
      if (uris.isEmpty() || place.contains("://")) {
        uris.add(RedisURI.create(place.strip()));
      } else {
        String[] parts = place.strip().split(":", -1);
        int port = parts.length > 1 ? Integer.parseInt(parts[1]) : RedisURI.DEFAULT_REDIS_PORT;
        uris.add(at(uris.get(0), parts[0], port));
      }
    }
    return uris;
  }

  /** The same address in another place. */
  static RedisURI at(RedisURI uri, String host, int port) {
    RedisURI other = new RedisURI(host, port, uri.getTimeout());
    other.applySsl(uri);
    other.applyAuthentication(uri);
    other.setDatabase(uri.getDatabase());
    return other;
  }
}
