package dev.freshet.pipelines.record;

import dev.freshet.features.definition.FieldPath;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One name on the way to what a source declares: its values, and the names behind it. */
final class PathNode {

  private final Map<String, PathNode> children = new HashMap<>();
  private PathNode[] nodes = {};
  private PathValue[] values = {};
  private boolean entered;

  /** The node of a path that starts here, made if there is none. */
  PathNode descend(FieldPath path) {
    PathNode node = this;
    for (String name : path.names()) {
      node = node.step(name);
    }
    return node;
  }

  private PathNode step(String name) {
    PathNode child = children.get(name);
    if (child == null) {
      child = new PathNode();
      children.put(name, child);
      nodes = children.values().toArray(new PathNode[0]);
    }
    return child;
  }

  void add(PathValue value) {
    values = Arrays.copyOf(values, values.length + 1);
    values[values.length - 1] = value;
  }

  /** What is read here. Not a copy. */
  PathValue[] values() {
    return values;
  }

  /** The node behind a name; {@code null} where nothing is declared. */
  PathNode child(String name) {
    return children.get(name);
  }

  /** Whether something was read here since all was cleared: the name repeats. */
  boolean entered() {
    return entered;
  }

  void enter() {
    entered = true;
  }

  /** Forgets what was read, here and behind. */
  void clear() {
    entered = false;
    for (PathValue value : values) {
      value.clear();
    }
    for (PathNode node : nodes) {
      node.clear();
    }
  }
}
