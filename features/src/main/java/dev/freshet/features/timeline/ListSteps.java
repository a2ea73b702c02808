package dev.freshet.features.timeline;

import dev.freshet.features.aggregation.Reading;
import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists: how many elements of the one before are left out at its head, how many of the following
 * stay, how many are new behind them, and the new ones. Lists that lose their oldest elements, at
 * either end, thus cost a few bytes a step.
 */
final class ListSteps implements Steps {

  private final Dictionary dictionary = new Dictionary();
  private List<?> list = List.of();

  @Override
  public void write(ByteWriter out, Reading reading) {
    List<?> next = (List<?>) ((Reading.Constant) reading).value();
    int skipped = next.isEmpty() ? 0 : Math.max(0, list.indexOf(next.get(0)));
    int kept = 0;
    while (kept < next.size()
        && skipped + kept < list.size()
        && list.get(skipped + kept).equals(next.get(kept))) {
      kept++;
    }
    out.writeUnsigned(skipped).writeUnsigned(kept).writeUnsigned(next.size() - kept);
    next.subList(kept, next.size()).forEach(element -> dictionary.write(out, element));
    list = next;
  }

  @Override
  public void read(ByteReader in) {
    int skipped = (int) in.readUnsigned();
    int kept = (int) in.readUnsigned();
    int added = (int) in.readUnsigned();
    List<Object> next = new ArrayList<>(list.subList(skipped, skipped + kept));
    for (int i = 0; i < added; i++) {
      next.add(dictionary.read(in));
    }
    list = next;
  }

  @Override
  public Object at(long t) {
    return list;
  }
}
