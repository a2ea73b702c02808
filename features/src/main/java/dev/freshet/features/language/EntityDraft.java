package dev.freshet.features.language;

import dev.freshet.features.document.Text;
import java.util.List;

/**
 * An entity as far as it can be read: its join keys are names whose types depend on the sources.
 *
 * @param joinKeys the valid ones
 */
record EntityDraft(String name, List<Text> joinKeys) {}
