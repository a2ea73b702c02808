package dev.freshet.serving.store;

import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.concurrent.CompletableFuture;

/** A single Redis server, or a sentinel's master: one {@code MGET} for all keys. */
record StandaloneConnection(StatefulRedisConnection<byte[], byte[]> redis)
    implements StoreConnection {

  @Override
  public CompletableFuture<byte[][]> fetch(byte[][] keys) {
    CommandArgs<byte[], byte[]> arguments =
        new CommandArgs<>(ByteArrayCodec.INSTANCE).addKeys(keys);
    AsyncCommand<byte[], byte[], byte[][]> command =
        new AsyncCommand<>(new Command<>(CommandType.MGET, new RowsOutput(keys.length), arguments));
    redis.dispatch(command);
    return command;
  }

  @Override
  public CompletableFuture<String> ping() {
    return redis.async().ping().toCompletableFuture();
  }
}
