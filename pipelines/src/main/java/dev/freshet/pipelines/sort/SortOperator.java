package dev.freshet.pipelines.sort;

import java.io.IOException;
import org.apache.flink.configuration.AlgorithmOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.memory.MemoryAllocationException;
import org.apache.flink.runtime.operators.sort.ExternalSorter;
import org.apache.flink.runtime.operators.sort.PushSorter;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.MutableObjectIterator;

/**
 * Takes in all records of its partition and passes them on in order once the last has come. It
 * sorts in Flink's managed memory, and on disk what does not fit there.
 *
 * <p>Flink's own sorting of keyed inputs orders by key and time only and leaves ties as they come;
 * here the whole order is ours, so that two runs over the same files give the same.
 */
public final class SortOperator extends AbstractStreamOperator<Sortable>
    implements OneInputStreamOperator<Sortable, Sortable>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  private transient PushSorter<Sortable> sorter;

  private SortOperator() {}

  /**
   * Sorts every partition of a stream.
   *
   * @param name of the operator
   * @param memoryWeight how much of the managed memory it gets, in relation to other operators
   */
  public static SingleOutputStreamOperator<Sortable> sort(
      DataStream<Sortable> stream, String name, int parallelism, int memoryWeight) {
    SingleOutputStreamOperator<Sortable> sorted =
        stream
            .transform(name, Sortable.TYPE, new SortOperator())
            .setParallelism(parallelism)
            .uid(name);
    sorted
        .getTransformation()
        .declareManagedMemoryUseCaseAtOperatorScope(ManagedMemoryUseCase.OPERATOR, memoryWeight);
    return sorted;
  }

  @Override
  public void open() throws Exception {
    super.open();
    Environment environment = getContainingTask().getEnvironment();
    Configuration job = environment.getJobConfiguration();
    double share =
        config.getManagedMemoryFractionOperatorUseCaseOfSlot(
            ManagedMemoryUseCase.OPERATOR,
            job,
            environment.getTaskConfiguration(),
            getUserCodeClassloader());
    try {
      sorter =
          ExternalSorter.newBuilder(
                  environment.getMemoryManager(),
                  getContainingTask(),
                  SortableSerializer.INSTANCE,
                  new SortableComparator(),
                  getExecutionConfig())
              .memoryFraction(share)
              .enableSpilling(
                  environment.getIOManager(), job.get(AlgorithmOptions.SORT_SPILLING_THRESHOLD))
              .maxNumFileHandles(job.get(AlgorithmOptions.SPILLING_MAX_FAN))
              .objectReuse(true)
              .build();
    } catch (MemoryAllocationException e) {
      throw new IOException("no managed memory to sort in: " + e.getMessage(), e);
    }
  }

  @Override
  public void processElement(StreamRecord<Sortable> element) throws Exception {
    sorter.writeRecord(element.getValue());
  }

  @Override
  public void endInput() throws Exception {
    sorter.finishReading();
    MutableObjectIterator<Sortable> sorted = sorter.getIterator();
    StreamRecord<Sortable> out = new StreamRecord<>(null);
    for (Sortable next = sorted.next(); next != null; next = sorted.next()) {
      output.collect(out.replace(next));
    }
    sorter.close();
  }

  @Override
  public void close() throws Exception {
    if (sorter != null) {
      sorter.close();
    }
    super.close();
  }
}
