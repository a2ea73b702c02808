package dev.freshet.pipelines.archive;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Begins files of arrivals, each of one entity. */
final class ArrivalParts implements BulkWriter.Factory<Arrival> {

  private static final long serialVersionUID = 1L;

  private transient WaitingParts waiting;

  @Override
  public BulkWriter<Arrival> create(FSDataOutputStream target) {
    if (waiting == null) {
      waiting = new WaitingParts();
    }
    return new ParquetPart<>(
        target, waiting, ArrivalSerializer.INSTANCE, arrival -> ArrivalLayout.LAYOUT);
  }
}
