package dev.freshet.features.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys and what they stand for. */
public final class Mapping implements Item {

  private final Place place;
  private final MappingNode node;

  Mapping(Place place, MappingNode node) {
    this.place = place;
    this.node = node;
  }

  @Override
  public Place place() {
    return place;
  }

  @Override
  public String shown() {
    return "a mapping";
  }

  /**
   * The entries as they are written, perhaps one key twice. Read when asked: a document may contain
   * itself.
   *
   * <p>Left out is what a comma tears off: {@code {a: map<b,c>}} has a key {@code c>} with nothing
   * behind it. What is wrong there is the value of {@code a}.
   */
  public List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (NodeTuple tuple : node.getValue()) {
      int line = Nodes.line(tuple.getKeyNode());
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        Place at = place.member(key.getValue(), line);
        Item value = value(tuple.getValueNode(), at);
        if (!(value instanceof Nothing && isTornOff(key.getValue(), entries))) {
          entries.add(new Entry(key.getValue(), at, value));
        }
      } else {
        entries.add(new Entry("", place.atLine(line), new Nothing(place.atLine(line))));
      }
    }
    return entries;
  }

  private static boolean isTornOff(String key, List<Entry> before) {
    return key.endsWith(">")
        && !before.isEmpty()
        && before.get(before.size() - 1).value() instanceof Text text
        && text.value().contains("<")
        && !text.value().endsWith(">");
  }

  /** The entries without those whose key stands there already; these are reported. */
  public List<Entry> distinctEntries(Findings findings) {
    Map<String, Entry> distinct = new LinkedHashMap<>();
    for (Entry entry : entries()) {
      Entry first = distinct.putIfAbsent(entry.key(), entry);
      if (first != null) {
        findings.report(
            entry.place(),
            "the key \"%s\" stands here twice, first in line %d; a key stands once: remove one"
                .formatted(entry.key(), first.place().line()));
      }
    }
    return List.copyOf(distinct.values());
  }

  private static Item value(Node node, Place key) {
    Item value = Nodes.item(node, key.atLine(Nodes.line(node)));
    return value instanceof Nothing ? new Nothing(key) : value;
  }

  /**
   * A key and what it stands for.
   *
   * @param key empty where it is a list or a mapping itself
   * @param place that of the key
   */
  public record Entry(String key, Place place, Item value) {}
}
