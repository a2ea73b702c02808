package dev.freshet.pipelines.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import dev.freshet.pipelines.record.Verbatim;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.local.LocalDataOutputStream;

/** Records of one source as the archive has them, in one file. */
final class ArchivedFile implements AutoCloseable {

  private final Source source;
  private final Path file;
  private final LocalDataOutputStream out;
  private final EventLayout layout;
  private final RecordDecoder decoder;
  private final Verbatim verbatim;
  private final ParquetPart<ArchivedEvent> part;

  ArchivedFile(Source source, Path file) throws IOException {
    this.source = source;
    this.file = file;
    out = new LocalDataOutputStream(file.toFile());
    layout = EventLayout.of(source);
    decoder = new RecordDecoder(source);
    verbatim = new Verbatim(layout.verbatim());
    part =
        new ParquetPart<>(
            out, new WaitingParts(), ArchivedEventSerializer.INSTANCE, first -> layout.layout());
  }

  /** Archives a record, if it is an event, which is returned. */
  Optional<Event> write(byte[] record, long offset) throws IOException {
    if (!(decoder.decodeAtRest(record, slot -> {}) instanceof Decoding.Decoded decoded)) {
      return Optional.empty();
    }
    Origin origin = new Origin(3, offset, 1_795_348_800_001L, verbatim.read(record));
    part.addElement(new ArchivedEvent(0, decoded.event(), origin, Optional.of("user"), "folded"));
    return Optional.of(decoded.event());
  }

  /** Ends the file, and reads it as the source's definition does. */
  List<Event> read() throws IOException {
    part.finish();
    out.close();
    List<Event> events = new ArrayList<>();
    try (EventRecords records = new EventRecords(source, List.of(file))) {
      while (records.next()) {
        if (decoder.decodeAtRest(records.record(), slot -> {})
            instanceof Decoding.Decoded decoded) {
          events.add(decoded.event());
        } else {
          throw new IOException("no event any more: " + new String(records.record(), UTF_8));
        }
      }
    }
    return events;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
