package dev.freshet.infra.stack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the parts of a stack are; they keep their places when they are started again.
 *
 * @param http a URL, such as {@code http://127.0.0.1:8080}
 * @param grpc host and port
 * @param kafka host and port
 * @param redis a URI, such as {@code redis://127.0.0.1:6379}
 * @param flink the URL of the job's web page
 * @param metrics the URL of the job's metrics, as Prometheus reads them
 */
public record Addresses(
    String http, String grpc, String kafka, String redis, String flink, String metrics) {

  static Addresses of(Ports ports) {
    return new Addresses(
        "http://127.0.0.1:" + ports.http(),
        "127.0.0.1:" + ports.grpc(),
        "127.0.0.1:" + ports.kafka(),
        "redis://127.0.0.1:" + ports.redis(),
        "http://127.0.0.1:" + ports.flink(),
        "http://127.0.0.1:" + ports.metrics() + "/metrics");
  }

  /** By name, in the order in which they are shown. */
  public Map<String, String> byName() {
    Map<String, String> byName = new LinkedHashMap<>();
    byName.put("http", http);
    byName.put("grpc", grpc);
    byName.put("kafka", kafka);
    byName.put("redis", redis);
    byName.put("flink", flink);
    return byName;
  }
}
