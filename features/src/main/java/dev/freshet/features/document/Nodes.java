package dev.freshet.features.document;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The parser's nodes as {@link Item}s. */
final class Nodes {

  private Nodes() {}

  /** Counted from 1. */
  static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** The name of a mapping, if it says so in one word. */
  static Optional<String> name(Node node) {
    if (node instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("name")
            && tuple.getValueNode() instanceof ScalarNode name
            && name.getValue().matches("\\S+")) {
          return Optional.of(name.getValue());
        }
      }
    }
    return Optional.empty();
  }

  static Item item(Node node, Place place) {
    if (node instanceof MappingNode mapping) {
      return new Mapping(place, mapping);
    }
    if (node instanceof SequenceNode sequence) {
      return new Listing(place, sequence);
    }
    return scalar((ScalarNode) node, place);
  }

  private static Item scalar(ScalarNode node, Place place) {
    String value = node.getValue();
    // The parser's own tag for a scalar that is one ${VARIABLE}: to us it is text like any other.
    boolean variable = node.getTag().equals(Tag.ENV_TAG);
    if (!variable && !node.getTag().getValue().startsWith(Tag.PREFIX)) {
      return new Tagged(place, node.getTag().getValue() + (value.isEmpty() ? "" : " " + value));
    }
    boolean quoted = !node.isPlain();
    if (!quoted && (value.isEmpty() || value.equals("~") || value.equals("null"))) {
      return new Nothing(place);
    }
    boolean literal = node.getScalarStyle() == ScalarStyle.LITERAL;
    return new Text(place, value, quoted, literal ? Text.Style.LITERAL : Text.Style.FLOWING);
  }
}
