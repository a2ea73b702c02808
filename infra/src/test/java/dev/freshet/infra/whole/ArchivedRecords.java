package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.infra.whole.Letters.Place;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.parquet.ParquetTable;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.RecordDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;

/** What an archive has of one source: each record at most once. */
record ArchivedRecords(Map<Place, One> byPlace) {

  /**
   * An event as the source's definition reads it, and what is said of its record.
   *
   * @param entity empty where there is none
   */
  record One(Event event, String outcome, String entity) {}

  static ArchivedRecords of(Path archive, Source source) throws IOException {
    Map<Place, One> byPlace = new HashMap<>();
    for (Path file : files(archive.resolve(source.name()), ".parquet")) {
      read(file, source, byPlace);
    }
    return new ArchivedRecords(byPlace);
  }

  /** Files whose names end so, hidden ones left out. */
  static List<Path> files(Path folder, String suffix) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile)
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }

  private static void read(Path file, Source source, Map<Place, One> byPlace) throws IOException {
    RecordDecoder decoder = new RecordDecoder(source);
    try (ParquetTable table = ParquetTable.open(file);
        EventRecords records = new EventRecords(source, List.of(file))) {
      while (table.next()) {
        assertThat(records.next()).isTrue();
        Decoding decoding = decoder.decodeAtRest(records.record(), slot -> {});
        assertThat(decoding).isInstanceOf(Decoding.Decoded.class);
        Group about = table.row().getGroup("_freshet", 0);
        Place place =
            new Place(
                about.getString("topic", 0),
                (int) about.getLong("partition", 0),
                about.getLong("offset", 0));
        One one =
            new One(
                ((Decoding.Decoded) decoding).event(),
                about.getString("outcome", 0),
                about.getFieldRepetitionCount("entity") == 0 ? "" : about.getString("entity", 0));
        assertThat(byPlace.put(place, one)).as("%s, again in %s", place, file).isNull();
      }
    }
  }
}
