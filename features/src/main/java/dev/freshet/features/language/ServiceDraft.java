package dev.freshet.features.language;

import java.util.List;

/**
 * A feature service as far as it can be read.
 *
 * @param features full names, {@code view:feature}, in order
 */
record ServiceDraft(String name, List<String> features) {}
