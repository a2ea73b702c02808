package dev.freshet.serving.store;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The online store in Redis, standalone or cluster: one connection per event loop, made as soon as
 * the store is there and again whenever it was lost. Questions asked meanwhile fail at once.
 */
public final class RedisStore implements RowStore, AutoCloseable {

  private final List<Link> links;
  private final Connector connector;

  private RedisStore(List<Link> links, Connector connector) {
    this.links = links;
    this.connector = connector;
  }

  /**
   * Starts to connect, and does not wait for it.
   *
   * @param uri as lettuce takes it
   * @param loops those that requests come in on
   * @throws IllegalArgumentException if the address is none
   */
  public static RedisStore open(String uri, List<EventLoop> loops) {
    StoreAddress address = StoreAddress.parse(uri);
    List<Link> links = loops.stream().map(Link::new).toList();
    return new RedisStore(links, Connector.start(address, links));
  }

  @Override
  public CompletableFuture<byte[][]> fetch(byte[][] keys, Deadline deadline) {
    return link().ask(connection -> connection.fetch(keys), deadline);
  }

  @Override
  public CompletableFuture<Void> ping(Deadline deadline) {
    return link().ask(connection -> connection.ping().thenApply(pong -> (Void) null), deadline);
  }

  @Override
  public void close() {
    connector.close();
  }

  /** The link of the event loop that asks. */
  private Link link() {
    for (Link link : links) {
      if (link.loop().inEventLoop()) {
        return link;
      }
    }
    return links.get(0);
  }
}
