package dev.freshet.infra.trial;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a trial went, from when its model was there.
 *
 * @param trainedOn how many items had been shown that the model was trained on
 */
public record Outcome(long trainedOn, Map<Arm, Clicks> clicks) {

  /** How much more is clicked when the model ranks than when popularity does. */
  public Rate lift() {
    return clicks.get(Arm.MODEL).rate().minus(clicks.get(Arm.POPULARITY).rate());
  }

  /** For programs. */
  public Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("trained_on", trainedOn);
    clicks.forEach(
        (arm, counted) -> {
          Map<String, Object> member = new LinkedHashMap<>();
          member.put("visitors", counted.visitors());
          member.put("shown", counted.shown());
          member.put("clicked", counted.clicked());
          member.putAll(json("rate", counted.rate()));
          json.put(arm.text(), member);
        });
    json.put("model_minus_popularity", json("difference", lift()));
    return json;
  }

  private static Map<String, Object> json(String name, Rate rate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(name, rounded(rate.estimate()));
    json.put("standard_error", rounded(rate.standardError()));
    json.put("low", rounded(rate.low()));
    json.put("high", rounded(rate.high()));
    return json;
  }

  /** No number, if there is none. */
  private static Double rounded(double number) {
    return Double.isFinite(number) ? Math.round(number * 1e6) / 1e6 : null;
  }

  /** For people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "clicks per item shown, on shelves that POST /v1/rank filled (95 %% interval by visitor; the"
                + " model was trained on %,d items shown before):",
            trainedOn));
    clicks.forEach(
        (arm, counted) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %-12s %s  of %,d items, %,d visitors",
                    arm.text(),
                    percent(counted.rate()),
                    counted.shown(),
                    counted.visitors())));
    lines.add("  model - popularity  " + percent(lift()));
    return lines;
  }

  private static String percent(Rate rate) {
    return String.format(
        Locale.ROOT,
        "%5.2f %% (%.2f to %.2f)",
        100 * rate.estimate(),
        100 * rate.low(),
        100 * rate.high());
  }
}
