package dev.freshet.serving.store;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where the store is, as lettuce writes it: {@code redis://}, {@code rediss://} (TLS) or {@code
 * redis-sentinel://}, with user and password before the host; several hosts of a cluster with
 * commas between.
 *
 * @param nodes one, or the cluster's nodes that are named
 */
record StoreAddress(List<RedisURI> nodes) {

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);

  StoreAddress {
    nodes = List.copyOf(nodes);
  }

  /**
   * @throws IllegalArgumentException if it is no such address; the message does not repeat it, as
   *     it may hold a password
   */
  static StoreAddress parse(String uri) {
    try {
      List<RedisURI> nodes =
          uri.contains(",") && !uri.contains("-sentinel:")
              ? RedisClusterURIUtil.toRedisURIs(URI.create(uri))
              : List.of(RedisURI.create(uri));
      return new StoreAddress(nodes.stream().map(StoreAddress::hurried).toList());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the Redis address is not one; write redis://HOST:PORT, rediss://HOST:PORT for TLS, or"
              + " redis://USER:PASSWORD@HOST:PORT",
          e);
    }
  }

  /** Whether it can only be a cluster's. */
  boolean namesSeveral() {
    return nodes.size() > 1;
  }

  @Override
  public String toString() {
    return nodes.toString();
  }

  /** A minute's patience is too long for a connection that is asked for again and again. */
  private static RedisURI hurried(RedisURI uri) {
    if (uri.getTimeout().equals(RedisURI.DEFAULT_TIMEOUT_DURATION)) {
      uri.setTimeout(CONNECT_WITHIN);
    }
    return uri;
  }
}
