package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The members of one feature that go with its aggregation. Those that do not, and those that are
 * missing, are reported.
 */
final class FeatureKeys {

  private final Members members;
  private final Optional<AggregationForm> form;
  private final Findings findings;

  /**
   * @param form empty when it is not known; then every key goes
   */
  FeatureKeys(Members members, Optional<AggregationForm> form, Findings findings) {
    this.members = members;
    this.form = form;
    this.findings = findings;
    form.ifPresent(this::check);
  }

  /** Empty when the key is not there or does not go with the aggregation. */
  Optional<Item> get(String key) {
    return members.get(key).filter(item -> form.isEmpty() || goes(form.get(), key));
  }

  private boolean goes(AggregationForm aggregation, String key) {
    return switch (key) {
      case "value" -> aggregation.takes() != Takes.NOTHING;
      case "by" -> aggregation.allowsBy();
      case "windows" -> aggregation.allowsWindows();
      case "max_keys" -> aggregation.allowsMaxKeys(members.get("by").isPresent());
      case "k", "q", "half_life" -> aggregation.option().key().equals(key);
      default -> true;
    };
  }

  private void check(AggregationForm aggregation) {
    for (String key : Language.FEATURE.keys()) {
      if (members.get(key).isPresent() && !goes(aggregation, key)) {
        findings.report(
            members.placeOf(key),
            "\"%s\" does not go with %s; %s".formatted(key, aggregation.text(), rule(key)));
      }
    }
    if (aggregation.takes() != Takes.NOTHING && members.get("value").isEmpty()) {
      findings.report(
          members.place(),
          "%s takes %s and has no value; add an expression such as value: event.price"
              .formatted(aggregation.text(), aggregation.takes().text()));
    }
    String option = aggregation.option().key();
    if (aggregation.option() != AggregationOption.NONE && members.get(option).isEmpty()) {
      findings.report(
          members.place(),
          "%s must have \"%s\", which is missing; add %s"
              .formatted(aggregation.text(), option, aggregation.option().example()));
    }
  }

  private static String rule(String key) {
    return switch (key) {
      case "value" ->
          "it counts or times events and takes no value: remove it, or use one that takes a value,"
              + " such as sum";
      case "windows" -> "it has no windows, its past fades by itself: remove them";
      case "max_keys" -> "it bounds the keys of by, top_k and histogram: remove it";
      case "by" -> "it goes with " + those(AggregationForm::allowsBy) + ": remove it";
      default -> "it goes with " + those(form -> form.option().key().equals(key)) + ": remove it";
    };
  }

  private static String those(Predicate<AggregationForm> filter) {
    return Arrays.stream(AggregationForm.values())
        .filter(filter)
        .map(AggregationForm::text)
        .collect(Collectors.joining(", "));
  }
}
