package dev.freshet.pipelines.examples;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of a training set that are no features.
 *
 * @param label what came of a row: a number, or true or false
 * @param timestamp the instant of a row
 * @param group what rows belong together by, such as a request's id
 * @param baseline a number to hold a model against, such as an item's popularity
 */
public record ExampleColumns(
    String label, String timestamp, Optional<String> group, Optional<String> baseline) {

  List<String> names() {
    return Stream.of(Stream.of(label, timestamp), group.stream(), baseline.stream())
        .flatMap(names -> names)
        .toList();
  }
}
