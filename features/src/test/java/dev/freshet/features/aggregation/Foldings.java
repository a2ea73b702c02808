package dev.freshet.features.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.bytes.ByteReader;
import dev.freshet.features.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Folds events in a random order and a random grouping, with partials written and read again in
 * between, and watches that a partial which was merged into another stays as it is.
 */
final class Foldings {

  private final Aggregation aggregation;
  private final Random random;

  Foldings(Aggregation aggregation, Random random) {
    this.aggregation = aggregation;
    this.random = random;
  }

  Partial fold(List<Observation> events) {
    List<Observation> shuffled = new ArrayList<>(events);
    Collections.shuffle(shuffled, random);
    return group(shuffled);
  }

  private Partial group(List<Observation> events) {
    if (events.size() < 2 || random.nextInt(4) == 0) {
      Partial partial = aggregation.zero();
      events.forEach(event -> event.addTo(partial));
      return perhapsStored(partial);
    }
    int cut = random.nextInt(events.size() + 1);
    Partial left = group(events.subList(0, cut));
    Partial right = group(events.subList(cut, events.size()));
    if (random.nextInt(3) == 0) {
      Partial both = aggregation.zero();
      merge(both, left);
      merge(both, right);
      return perhapsStored(both);
    }
    merge(left, right);
    return perhapsStored(left);
  }

  private void merge(Partial into, Partial other) {
    byte[] before = bytes(other);
    into.merge(other);
    byte[] merged = bytes(into);
    Partial further = aggregation.zero();
    further.merge(into);
    further.merge(other);
    assertThat(bytes(other)).as("a merged partial of %s", aggregation).isEqualTo(before);
    assertThat(bytes(into)).as("a merged partial of %s", aggregation).isEqualTo(merged);
  }

  private Partial perhapsStored(Partial partial) {
    return random.nextBoolean() ? partial : stored(aggregation, partial);
  }

  static byte[] bytes(Partial partial) {
    ByteWriter out = new ByteWriter();
    partial.write(out);
    return out.toByteArray();
  }

  /**
   * The same partial, written and read; checks that it is the same, to the byte, or, since a sketch
   * has no one form, to the reading.
   */
  static Partial stored(Aggregation aggregation, Partial partial) {
    byte[] bytes = bytes(partial);
    ByteReader in = new ByteReader(bytes);
    Partial read = aggregation.read(in);
    assertThat(in.hasMore()).as("bytes left of a %s", aggregation).isFalse();
    if (aggregation.approximate()) {
      assertThat(read.reading()).as("a %s read again", aggregation).isEqualTo(partial.reading());
    } else {
      assertThat(bytes(read)).as("a %s read again", aggregation).isEqualTo(bytes);
    }
    return read;
  }
}
