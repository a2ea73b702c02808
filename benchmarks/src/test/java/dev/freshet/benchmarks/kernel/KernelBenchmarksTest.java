package dev.freshet.benchmarks.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.features.event.Event;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is measured side by side does the same. */
class KernelBenchmarksTest {

  @Test
  void expressions() throws Exception {
    String[] texts =
        ExpressionBenchmark.class
            .getField("text")
            .getAnnotation(org.openjdk.jmh.annotations.Param.class)
            .value();
    assertThat(texts).hasSize(3);
    for (String text : texts) {
      ExpressionBenchmark ours = new ExpressionBenchmark();
      ExpressionBenchmark other = new ExpressionBenchmark();
      ours.text = text;
      other.text = text;
      ours.prepare();
      other.prepare();
      for (int i = 0; i < 300; i++) {
        assertThat(ours.freshet()).as(text).isEqualTo(other.baseline());
      }
    }
  }

  @Test
  void decoding() throws Exception {
    DecodeBenchmark ours = new DecodeBenchmark();
    DecodeBenchmark other = new DecodeBenchmark();
    ours.prepare();
    other.prepare();
    for (int i = 0; i < 300; i++) {
      Event event = ours.freshet();
      assertThat(event).isEqualTo(other.baseline());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 1_000})
  void folding(int events) {
    FoldBenchmark ours = new FoldBenchmark();
    FoldBenchmark other = new FoldBenchmark();
    ours.events = events;
    other.events = events;
    ours.prepare();
    other.prepare();
    for (int i = 0; i < 200; i++) {
      same(ours.freshet(), other.baseline());
    }
  }

  @Test
  void rows() throws Exception {
    RowBenchmark rows = new RowBenchmark();
    rows.prepare();
    same(rows.freshet(), rows.baseline());
    assertThat(rows.sizesBytes()[0]).isGreaterThan(rows.sizesBytes()[1]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 row", "500 rows"})
  void trees(String rows) throws Exception {
    TreesBenchmark flat = new TreesBenchmark();
    TreesBenchmark nodes = new TreesBenchmark();
    LibraryTreesBenchmark ours = new LibraryTreesBenchmark();
    LibraryTreesBenchmark library = new LibraryTreesBenchmark();
    flat.rows = rows;
    nodes.rows = rows;
    ours.rows = rows;
    library.rows = rows;
    flat.prepare();
    nodes.prepare();
    ours.prepare();
    library.prepare();
    double start = flat.freshet()[0] - nodes.baseline()[0];
    for (int i = 0; i < 20; i++) {
      double[] walked = nodes.baseline();
      assertThat(flat.freshet()).hasSameSizeAs(walked);
      double[] scores = ours.freshet();
      float[][] theirs = library.baseline();
      for (int j = 0; j < scores.length; j++) {
        assertThat(scores[j]).isCloseTo(theirs[j][0], within(1e-6));
      }
    }
    assertThat(flat.freshet()[0] - nodes.baseline()[0]).isCloseTo(start, within(1e-5));
  }

  @Test
  void reasons() throws Exception {
    ReasonsBenchmark ours = new ReasonsBenchmark();
    ReasonsBenchmark library = new ReasonsBenchmark();
    ours.prepare();
    library.prepare();
    for (int i = 0; i < 20; i++) {
      double[] parts = ours.freshet();
      float[] theirs = library.baseline();
      for (int j = 0; j < parts.length; j++) {
        assertThat(parts[j]).isCloseTo(theirs[j], within(1e-5));
      }
    }
  }

  private static void same(Object[] ours, Object[] other) {
    assertThat(ours).hasSameSizeAs(other).hasSize(50);
    assertThat(Arrays.stream(ours).filter(value -> value != null).count()).isGreaterThan(20);
    for (int i = 0; i < ours.length; i++) {
      if (ours[i] instanceof Double number) {
        assertThat(number).isCloseTo((Double) other[i], within(1e-6));
      } else {
        assertThat(ours[i]).isEqualTo(other[i]);
      }
    }
  }
}
