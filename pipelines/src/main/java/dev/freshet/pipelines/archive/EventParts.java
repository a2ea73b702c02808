package dev.freshet.pipelines.archive;

import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.repository.Definitions;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Begins files of events, each of one source. */
final class EventParts implements BulkWriter.Factory<ArchivedEvent> {

  private static final long serialVersionUID = 1L;

  private final Definitions definitions;

  private transient WaitingParts waiting;

  EventParts(Definitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public BulkWriter<ArchivedEvent> create(FSDataOutputStream target) {
    if (waiting == null) {
      waiting = new WaitingParts();
    }
    List<Source> sources = definitions.repository().sources();
    return new ParquetPart<>(
        target,
        waiting,
        ArchivedEventSerializer.INSTANCE,
        archived -> EventLayout.of(sources.get(archived.source())).layout());
  }
}
