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
 */
record ServiceDraft(
    String name,
    List<String> features,
    Map<String, ValueType> types,
    Map<String, Optional<Encoding>> encodings,
    List<Text> shadow,
    boolean lost) {}
