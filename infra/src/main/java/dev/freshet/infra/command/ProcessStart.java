package dev.freshet.infra.command;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;

/** When this process was started: the launcher says it, else the Java virtual machine does. */
final class ProcessStart {

  private static final int MILLIS_DIGITS = 3;

  private ProcessStart() {}

  static Instant instant() {
    // Seconds with a fraction; bash writes the decimal separator of its locale.
    String launched = System.getProperty("freshet.started", "").replace(',', '.');
    return launched.matches("\\d+\\.\\d+")
        ? Instant.ofEpochMilli(new BigDecimal(launched).movePointRight(MILLIS_DIGITS).longValue())
        : Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
  }
}
