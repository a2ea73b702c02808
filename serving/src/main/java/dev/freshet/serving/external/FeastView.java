package dev.freshet.serving.external;

import dev.freshet.feast.FeastException;
import dev.freshet.serving.metric.ServingMetrics;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A view that is asked of a server, and what is counted of its calls. */
final class FeastView {

  private static final Logger LOG = LoggerFactory.getLogger(FeastView.class);
  private static final long COMPLAIN_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final String name;
  private final AskedServer server;
  private final DistributionDataPoint answered;
  private final DistributionDataPoint tooSlow;
  private final DistributionDataPoint unreachable;
  private final DistributionDataPoint refused;
  private final DistributionDataPoint full;
  private final CounterDataPoint mistyped;
  private final AtomicLong complained = new AtomicLong(System.nanoTime() - COMPLAIN_EVERY_NANOS);

  FeastView(String name, AskedServer server, ServingMetrics metrics) {
    this.name = name;
    this.server = server;
    this.answered = metrics.external(name, "answered");
    this.tooSlow = metrics.external(name, "too_slow");
    this.unreachable = metrics.external(name, "unreachable");
    this.refused = metrics.external(name, "refused");
    this.full = metrics.external(name, "full");
    this.mistyped = metrics.mistyped(name);
  }

  AskedServer server() {
    return server;
  }

  void mistyped() {
    mistyped.inc();
  }

  void answered(double seconds) {
    answered.observe(seconds);
  }

  void tooSlow(double seconds) {
    tooSlow.observe(seconds);
    complain("no answer in time");
  }

  /** A call that failed by itself. */
  void failed(Throwable failure, double seconds) {
    if (failure instanceof FeastException known) {
      switch (known.reason()) {
        case TOO_SLOW -> tooSlow.observe(seconds);
        case UNREACHABLE -> unreachable.observe(seconds);
        case REFUSED -> refused.observe(seconds);
      }
    } else if (failure instanceof RejectedExecutionException) {
      full.observe(seconds);
    } else {
      refused.observe(seconds);
    }
    complain(
        failure instanceof RejectedExecutionException
            ? "too many calls wait for an answer"
            : String.valueOf(failure.getMessage()));
  }

  private void complain(String reason) {
    long now = System.nanoTime();
    long last = complained.get();
    if (now - last >= COMPLAIN_EVERY_NANOS && complained.compareAndSet(last, now)) {
      LOG.warn("The external view {} is served without values: {}", name, reason);
    }
  }
}
