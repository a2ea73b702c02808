package dev.freshet.pipelines.training;

import dev.freshet.pipelines.sort.Sortable;
import dev.freshet.pipelines.spine.SpineRows;
import dev.freshet.pipelines.training.output.OutputFormat;
import dev.freshet.pipelines.training.output.VectorOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Writes the training set: goes through the spine once more, and beside each row writes what was
 * answered to it, the answers coming in the order of rows. The file has its name only when it is
 * whole.
 */
final class WriteVectors extends AbstractStreamOperator<Void>
    implements OneInputStreamOperator<Sortable, Void>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private final TrainingPlan plan;

  private transient Path unfinished;
  private transient Vectors vectors;
  private transient SpineRows rows;
  private transient VectorOutput out;
  private transient LongCounter written;
  private transient long row;

  WriteVectors(TrainingPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Needs needs = plan.needs();
    Path target = Path.of(plan.out());
    unfinished = unfinished(target);
    vectors = new Vectors(needs);
    written = getRuntimeContext().getLongCounter(Tally.ROWS);
    row = 0;
    Files.createDirectories(target.getParent());
    rows = SpineRows.open(plan.spine(), plan.spineNeeds(needs));
    out =
        VectorOutput.create(
            OutputFormat.of(target).orElseThrow(),
            unfinished,
            OutputFormat.isPacked(target),
            plan.spine(),
            rows,
            needs.features(),
            plan.metadata(needs));
  }

  /** What the file is called until it is whole. */
  static Path unfinished(Path target) {
    return target.resolveSibling("." + target.getFileName() + ".unfinished");
  }

  @Override
  public void processElement(StreamRecord<Sortable> element) throws Exception {
    Sortable next = element.getValue();
    while (row < next.major()) {
      write();
    }
    vectors.put(Answer.of(next, vectors.count((int) next.minor())));
  }

  private void write() throws IOException {
    if (!rows.next()) {
      throw new UnreadableException(
          "%s: it has changed since it was first read: row %d is gone"
              .formatted(plan.spine().file(), row + 1));
    }
    out.write(rows, vectors.take(rows));
    row++;
    written.add(1);
  }

  @Override
  public void endInput() throws Exception {
    while (row < plan.spine().rows()) {
      write();
    }
    out.finish();
    out.close();
    out = null;
    Files.move(
        unfinished,
        Path.of(plan.out()),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() throws Exception {
    if (rows != null) {
      rows.close();
    }
    if (out != null) {
      out.close();
      Files.deleteIfExists(unfinished);
    }
    super.close();
  }
}
