package dev.freshet.pipelines.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.pipelines.training.Unreadable.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UnreadableTest {

  @Test
  void theFirstHundredInTheOrderOfFilesAreListedWhoeverFoundThem() {
    List<Row> rows = new ArrayList<>();
    for (int file = 0; file < 3; file++) {
      for (int number = 1; number <= 80; number++) {
        rows.add(new Row(file, number, file + "/" + number));
      }
    }
    List<Row> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(1));
    Unreadable one = new Unreadable();
    Unreadable other = new Unreadable();
    for (int i = 0; i < shuffled.size(); i++) {
      (i % 3 == 0 ? one : other).add(shuffled.get(i));
    }

    one.merge(other);

    assertThat(one.getLocalValue().count()).isEqualTo(240);
    assertThat(one.getLocalValue().first()).containsExactlyElementsOf(rows.subList(0, 100));
    assertThat(one.clone().getLocalValue()).isEqualTo(one.getLocalValue());
    one.resetLocal();
    assertThat(one.getLocalValue().count()).isZero();
  }
}
