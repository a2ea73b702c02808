package dev.freshet.pipelines.archive;

import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.repository.Definitions;
import java.util.List;

/** A folder for each source's events. */
final class EventFolders extends DateFolders<ArchivedEvent> {

  private static final long serialVersionUID = 1L;

  private final Definitions definitions;

  private transient List<Source> sources;

  EventFolders(Definitions definitions) {
    this.definitions = definitions;
  }

  @Override
  String folder(ArchivedEvent archived) {
    if (sources == null) {
      sources = definitions.repository().sources();
    }
    return sources.get(archived.source()).name();
  }

  @Override
  long eventTime(ArchivedEvent archived) {
    return archived.event().timestamp();
  }

  @Override
  int partition(ArchivedEvent archived) {
    return archived.origin().partition();
  }
}
