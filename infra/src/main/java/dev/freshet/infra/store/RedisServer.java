package dev.freshet.infra.store;

import dev.freshet.infra.process.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A real Redis server in a process of its own, which keeps what it was told: an append-only file,
 * no eviction. Started again in the same folder it has all that it had acknowledged.
 */
public final class RedisServer {

  private RedisServer() {}

  /**
   * The server as a child process.
   *
   * @param binary the executable, as {@link RedisBinary} finds it
   */
  public static Program program(Path binary, int port, Path folder, Optional<Path> log) {
    return new Program(
        "redis",
        List.of(
            binary.toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--protected-mode",
            "yes",
            "--daemonize",
            "no",
            "--dir",
            folder.toString(),
            "--save",
            "",
            "--appendonly",
            "yes",
            // Redis writes to the file before it answers, so a killed process loses nothing; fsync
            // is
            // for a machine that loses its power, and one of each command would cost the pace.
            "--appendfsync",
            "everysec",
            "--no-appendfsync-on-rewrite",
            "yes",
            "--maxmemory",
            "0",
            "--maxmemory-policy",
            "noeviction"),
        folder,
        log);
  }
}
