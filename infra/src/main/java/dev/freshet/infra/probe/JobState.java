package dev.freshet.infra.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Flink's {@code /jobs/overview} says of the one job that runs there. */
final class JobState {

  private static final Pattern STATE = Pattern.compile("\"state\"\\s*:\\s*\"RUNNING\"");
  private static final Pattern TOTAL = Pattern.compile("\"total\"\\s*:\\s*(\\d+)");
  private static final Pattern RUNNING = Pattern.compile("\"running\"\\s*:\\s*(\\d+)");

  private JobState() {}

  /** Whether a job runs with every one of its tasks. */
  static boolean isRunning(String overview) {
    Matcher total = TOTAL.matcher(overview);
    Matcher running = RUNNING.matcher(overview);
    return STATE.matcher(overview).find()
        && total.find()
        && running.find()
        && total.group(1).equals(running.group(1));
  }
}
