package dev.freshet.features.language;

import dev.freshet.features.encoding.Encoding;
import java.util.List;
import java.util.Map;

/**
 * A feature service as far as it can be read.
 *
 * @param features full names, {@code view:feature}, in order
 * @param encodings by full name
 */
record ServiceDraft(String name, List<String> features, Map<String, Encoding> encodings) {}
