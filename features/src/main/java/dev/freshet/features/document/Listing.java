package dev.freshet.features.document;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A sequence of items. An element with a {@code name} is placed by its name, others by index. */
public final class Listing implements Item {

  private final Place place;
  private final SequenceNode node;

  Listing(Place place, SequenceNode node) {
    this.place = place;
    this.node = node;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public String shown() {
    return "a list";
  }

  /** Read when asked: a document may contain itself. */
  public List<Item> items() {
    List<Item> items = new ArrayList<>();
    for (Node element : node.getValue()) {
      int line = Nodes.line(element);
      Place at =
          Nodes.name(element)
              .map(name -> place.member(name, line))
              .orElse(place.element(items.size(), line));
      items.add(Nodes.item(element, at));
    }
    return items;
  }
}
