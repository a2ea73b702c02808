package dev.freshet.infra.train;

import dev.freshet.infra.train.report.TrainingReport;
import java.util.List;

/**
 * A model that was trained.
 *
 * @param file the bytes of its file
 * @param columns the names of the numbers that it reads, in order
 */
public record Trained(byte[] file, List<String> columns, TrainingReport report) {

  public Trained {
    columns = List.copyOf(columns);
  }
}
