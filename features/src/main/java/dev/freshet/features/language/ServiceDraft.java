package dev.freshet.features.language;

import dev.freshet.features.document.Text;
import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.type.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feature service as far as it can be read.
 *
 * @param features full names, {@code view:feature}, in order
 * @param types of the features, by full name, as far as they are known
 * @param encodings by full name; empty where one cannot be read
 * @param shadow the models that score along, as they are written
 * @param lost whether it may have features that cannot be read
 * @param whole the views that it has the whole of
 */
record ServiceDraft(
    String name,
    List<String> features,
    Map<String, ValueType> types,
    Map<String, Optional<Encoding>> encodings,
    List<Text> shadow,
    boolean lost,
    List<FeatureGroup> whole) {

  ServiceDraft encoded(Map<String, Optional<Encoding>> encoded) {
    return new ServiceDraft(name, features, types, encoded, shadow, lost, whole);
  }

  /**
   * Whether a view that it has the whole of may have a feature that cannot be read, and that a name
   * is of: a feature's or a column's.
   */
  boolean mayBring(String name) {
    return whole.stream().anyMatch(view -> mayYield(view, name, ":") || mayYield(view, name, "__"));
  }

  private static boolean mayYield(FeatureGroup view, String name, String mark) {
    String start = view.name() + mark;
    return name.startsWith(start) && view.mayYield(name.substring(start.length()));
  }
}
