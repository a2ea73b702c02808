package dev.freshet.serving.metric;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;

/**
 * All that one server counts and measures. Labelled ones are bound to their labels once, by whoever
 * observes them: a bound counter costs a few nanoseconds. Thread-safe.
 */
public final class ServingMetrics {

  private static final double[] LATENCY_SECONDS = {
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1
  };
  private static final double[] AGE_SECONDS = {
    0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 1_800, 10_800, 86_400, 604_800, 2_592_000
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram requests =
      histogram("request_seconds", "From a request's head to its answer", LATENCY_SECONDS)
          .labelNames("route", "status")
          .register(registry);
  private final Histogram store =
      histogram("store_seconds", "From a question to the store to its answer", LATENCY_SECONDS)
          .labelNames("outcome")
          .register(registry);
  private final Histogram age =
      histogram("view_age_seconds", "How long ago rows were written when served", AGE_SECONDS)
          .labelNames("view")
          .register(registry);
  private final Counter values =
      counter("values", "Values served").labelNames("view", "status").register(registry);
  private final Counter deadlines =
      counter("deadline_exceeded", "Requests whose deadline passed").register(registry);
  private final Counter beyondHorizon =
      counter("beyond_horizon", "Rows read with a value cut off at the row's horizon")
          .labelNames("entity")
          .register(registry);
  private final Counter schemas =
      counter("schemas_learned", "View schemas read from the store").register(registry);
  private final Counter unreadable =
      counter("unreadable_rows", "Rows of the store that could not be read")
          .labelNames("entity")
          .register(registry);
  private final Counter notFinite =
      counter("not_finite_values", "Values that were NaN or infinite, and served as null")
          .labelNames("view")
          .register(registry);

  private final Histogram external =
      histogram(
              "external_seconds",
              "From a call for an external view to its outcome",
              LATENCY_SECONDS)
          .labelNames("view", "outcome")
          .register(registry);
  private final Counter mistyped =
      counter("external_mistyped", "Values of another type than declared, served as null")
          .labelNames("view")
          .register(registry);

  private final Counter servedLog =
      counter("served_log_rows", "Served rows chosen for the log, by what became of them")
          .labelNames("outcome")
          .register(registry);

  private final Counter modelLoads =
      counter("model_loads", "Files of models taken up, by what became of them")
          .labelNames("model", "outcome")
          .register(registry);
  private final Gauge modelsLoaded =
      Gauge.builder()
          .name("freshet_serving_model_loaded")
          .help("Whether a version of the model is loaded")
          .labelNames("model")
          .register(registry);
  private final Counter scores =
      counter("scores", "Rows scored").labelNames("model").register(registry);

  /** Where requests to a route that end with a status are measured, in seconds. */
  public DistributionDataPoint requests(String route, String status) {
    return requests.labelValues(route, status);
  }

  /** Where questions to the store that end in one way are measured, in seconds. */
  public DistributionDataPoint store(String outcome) {
    return store.labelValues(outcome);
  }

  /** Where the age of a view's served values is measured, in seconds. */
  public DistributionDataPoint age(String view) {
    return age.labelValues(view);
  }

  /** Where a view's served values of one status are counted. */
  public CounterDataPoint values(String view, String status) {
    return values.labelValues(view, status);
  }

  public CounterDataPoint deadlines() {
    return deadlines;
  }

  public CounterDataPoint beyondHorizon(String entity) {
    return beyondHorizon.labelValues(entity);
  }

  public CounterDataPoint schemas() {
    return schemas;
  }

  public CounterDataPoint unreadable(String entity) {
    return unreadable.labelValues(entity);
  }

  public CounterDataPoint notFinite(String view) {
    return notFinite.labelValues(view);
  }

  /** Where calls for an external view that end in one way are measured, in seconds. */
  public DistributionDataPoint external(String view, String outcome) {
    return external.labelValues(view, outcome);
  }

  /** Where values of another type than an external view declares are counted. */
  public CounterDataPoint mistyped(String view) {
    return mistyped.labelValues(view);
  }

  /** Where rows of the served log that end in one way are counted. */
  public CounterDataPoint servedLog(String outcome) {
    return servedLog.labelValues(outcome);
  }

  /** Where files of a model that end in one way are counted. */
  public CounterDataPoint modelLoads(String model, String outcome) {
    return modelLoads.labelValues(model, outcome);
  }

  /** 1 while a version of the model is loaded, else 0. */
  public GaugeDataPoint modelLoaded(String model) {
    return modelsLoaded.labelValues(model);
  }

  /** Where the rows that a model scored are counted. */
  public CounterDataPoint scores(String model) {
    return scores.labelValues(model);
  }

  /** Writes everything in Prometheus' text format. */
  public void write(OutputStream out) throws IOException {
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
  }

  private static Histogram.Builder histogram(String name, String help, double... upperBounds) {
    return Histogram.builder()
        .name("freshet_serving_" + name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(upperBounds);
  }

  private static Counter.Builder counter(String name, String help) {
    return Counter.builder().name("freshet_serving_" + name + "_total").help(help);
  }
}
