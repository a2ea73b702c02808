package dev.freshet.serving;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Variables;
import dev.freshet.serving.log.ServedLogConfig;
import dev.freshet.serving.request.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What a {@link FeatureServer} serves, from where, and how.
 *
 * @param redis the store's address as lettuce takes it: {@code redis://}, {@code rediss://}, with
 *     user and password before the host; a cluster is recognised, by any of its nodes
 * @param host the address to listen on
 * @param httpPort 0 for a free one
 * @param grpcPort 0 for a free one
 * @param deadline how long an answer may take, from the request's last byte
 * @param clock the instant at which values are read where a request names none
 * @param servedLog where what is served is logged, if it is
 * @param variables what {@code ${VARIABLE}} stands for in the addresses of external views
 */
public record FeatureServerConfig(
    Repository repository,
    String redis,
    String host,
    int httpPort,
    int grpcPort,
    Duration deadline,
    Limits limits,
    InstantSource clock,
    Optional<ServedLogConfig> servedLog,
    Variables variables) {

  /** Feast's port. */
  public static final int DEFAULT_GRPC_PORT = 6566;

  public static final Duration DEFAULT_DEADLINE = Duration.ofMillis(50);

  /** On free ports of all addresses, with the default deadline and limits. */
  public static FeatureServerConfig of(Repository repository, String redis) {
    return new FeatureServerConfig(
        repository,
        redis,
        "0.0.0.0",
        0,
        0,
        DEFAULT_DEADLINE,
        Limits.DEFAULT,
        InstantSource.system(),
        Optional.empty(),
        Variables.ofEnvironment());
  }

  public FeatureServerConfig withRepository(Repository repository) {
    return new FeatureServerConfig(
        repository, redis, host, httpPort, grpcPort, deadline, limits, clock, servedLog, variables);
  }

  public FeatureServerConfig withHost(String host) {
    return new FeatureServerConfig(
        repository, redis, host, httpPort, grpcPort, deadline, limits, clock, servedLog, variables);
  }

  public FeatureServerConfig withPorts(int http, int grpc) {
    return new FeatureServerConfig(
        repository, redis, host, http, grpc, deadline, limits, clock, servedLog, variables);
  }

  public FeatureServerConfig withDeadline(Duration deadline) {
    return new FeatureServerConfig(
        repository, redis, host, httpPort, grpcPort, deadline, limits, clock, servedLog, variables);
  }

  public FeatureServerConfig withLimits(Limits limits) {
    return new FeatureServerConfig(
        repository, redis, host, httpPort, grpcPort, deadline, limits, clock, servedLog, variables);
  }

  public FeatureServerConfig withClock(InstantSource clock) {
    return new FeatureServerConfig(
        repository, redis, host, httpPort, grpcPort, deadline, limits, clock, servedLog, variables);
  }

  public FeatureServerConfig withServedLog(ServedLogConfig servedLog) {
    return new FeatureServerConfig(
        repository,
        redis,
        host,
        httpPort,
        grpcPort,
        deadline,
        limits,
        clock,
        Optional.of(servedLog),
        variables);
  }

  public FeatureServerConfig withVariables(Variables variables) {
    return new FeatureServerConfig(
        repository, redis, host, httpPort, grpcPort, deadline, limits, clock, servedLog, variables);
  }
}
