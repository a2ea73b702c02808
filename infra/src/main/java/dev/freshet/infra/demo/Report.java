package dev.freshet.infra.demo;

import dev.freshet.infra.console.Json;
import dev.freshet.infra.shop.Fate;
import dev.freshet.infra.trial.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a demo went.
 *
 * @param tally of what was sent
 * @param seconds for how long it was
 * @param outcome of the trial, if there was one
 */
record Report(Tally tally, double seconds, Probes probes, Optional<Outcome> outcome) {

  /**
   * One line for programs.
   *
   * @param counts the job's own
   */
  String json(Counts counts) {
    Freshness freshness = probes.freshness();
    Map<String, Object> millis = new LinkedHashMap<>();
    millis.put("p50", rounded(freshness.millis(Freshness.MEDIAN), 10));
    millis.put("p99", rounded(freshness.millis(Freshness.MOST), 10));
    Map<String, Object> line = new LinkedHashMap<>(counts.byName());
    line.put("freshness_ms", millis);
    line.put("first_value_seconds", rounded(probes.firstValueSeconds(), 1000));
    outcome.ifPresent(found -> line.put("click_rates", found.json()));
    return Json.line(line);
  }

  /** What was sent, and how soon it could be read, for people. */
  List<String> lines() {
    Counts sent = tally.counts();
    List<String> lines = new ArrayList<>();
    lines.add(line("sent", sent.sent(), String.format(Locale.ROOT, "in %.1f s", seconds)));
    lines.add(line("folded", sent.folded(), tally.kinds(Fate.FOLDED)));
    lines.add(line("repeated", sent.repeated(), ""));
    lines.add(line("too late", sent.tooLate(), ""));
    lines.add(line("unkeyed", sent.unkeyed(), ""));
    lines.add(line("dead-lettered", sent.deadLettered(), tally.kinds(Fate.DEAD_LETTERED)));
    Freshness freshness = probes.freshness();
    if (freshness.size() > 0) {
      lines.add("freshness " + freshness.text() + ", from sending an event to reading it by HTTP");
    }
    outcome.ifPresent(found -> lines.addAll(found.lines()));
    return lines;
  }

  private static String line(String what, long count, String more) {
    return String.format(Locale.ROOT, "%-13s %,10d  %s", what, count, more).stripTrailing();
  }

  private static Double rounded(OptionalDouble number, int parts) {
    return number.isPresent() ? Math.round(number.getAsDouble() * parts) / (double) parts : null;
  }
}
