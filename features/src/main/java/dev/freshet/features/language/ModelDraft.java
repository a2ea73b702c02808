package dev.freshet.features.language;

import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Model;
import java.util.Optional;
import java.util.function.Function;

/**
 * A model as far as it can be read.
 *
 * @param service the name of what it reads; empty when it cannot be read
 * @param whole makes the model of its service; only to be asked when nothing was reported
 */
record ModelDraft(String name, Optional<String> service, Function<FeatureService, Model> whole) {}
