package dev.freshet.pipelines.archive;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.pipelines.repository.Definitions;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.util.OutputTag;

/**
 * A folder to which a job writes every event that it accepts, and every arrival, exactly once.
 * Files are there as of the checkpoint after their last row.
 *
 * @param folder as the machines reach it that write
 */
public record Archive(Definitions definitions, Path folder) {

  /** A writer is as fast as the operators of that many cores, or faster. */
  private static final int PARALLELISM_OF_A_WRITER = 4;

  /** The folder of the arrivals of all entities. */
  static final String ARRIVALS = "_arrivals";

  /** What the names of files of events end with. */
  static final String EVENTS_SUFFIX = ".parquet";

  /** What the names of files of arrivals end with. */
  static final String ARRIVALS_SUFFIX = ".arrivals";

  /**
   * Looks whether a repository's events can be archived.
   *
   * @throws IllegalArgumentException if they cannot: with all reasons
   */
  public static void check(Repository repository) {
    List<String> problems =
        repository.sources().stream().flatMap(source -> problems(source).stream()).toList();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("--archive: " + String.join("; ", problems));
    }
  }

  /**
   * Makes the folder, and tries whether it can be written to.
   *
   * @throws IOException if it cannot
   */
  public static void prepare(Path folder) throws IOException {
    for (Path above = folder.toAbsolutePath(); above != null; above = above.getParent()) {
      if (Files.exists(above) && !Files.isDirectory(above)) {
        throw new IOException("--archive: %s is a file; name a folder".formatted(above));
      }
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".writable", ""));
    } catch (IOException e) {
      throw new IOException(
          "--archive: there is no writing to %s (%s); name a folder that may be written to"
              .formatted(
                  folder,
                  e instanceof AccessDeniedException ? "permission denied" : e.getMessage()),
          e);
    }
  }

  /** The folder of the archive that has a file of events, if it is one's. */
  public static Optional<Path> of(Path file) {
    for (Path above = file.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
      if (Files.isDirectory(above.resolve(ARRIVALS))) {
        return Optional.of(above);
      }
    }
    return Optional.empty();
  }

  /**
   * Adds the sinks to a job.
   *
   * @param operators those that archive
   * @param parallelism the job's
   */
  public void add(List<SingleOutputStreamOperator<?>> operators, int parallelism) {
    int writers = Math.max(1, parallelism / PARALLELISM_OF_A_WRITER);
    EventFolders events = new EventFolders(definitions);
    together(union(operators, ArchivedEvent.OUTPUT), events, writers)
        .sinkTo(sink(new EventParts(definitions), events, EVENTS_SUFFIX))
        .name("archive of events")
        .uid("archive of events");
    ArrivalFolders arrivals = new ArrivalFolders();
    together(union(operators, Arrival.OUTPUT), arrivals, writers)
        .sinkTo(sink(new ArrivalParts(), arrivals, ARRIVALS_SUFFIX))
        .name("archive of arrivals")
        .uid("archive of arrivals");
  }

  private static <T> DataStream<T> union(
      List<SingleOutputStreamOperator<?>> operators, OutputTag<T> output) {
    return operators.stream()
        .<DataStream<T>>map(operator -> operator.getSideOutput(output))
        .reduce((some, more) -> some.union(more))
        .orElseThrow();
  }

  /** Rows of one folder go to that many writers, each with a file of its own at a time. */
  private static <T> DataStream<T> together(
      DataStream<T> rows, DateFolders<T> folders, int writers) {
    return rows.keyBy(
        row ->
            folders.folder(row) + "/" + folders.day(row) + "/" + folders.partition(row) % writers,
        Types.STRING);
  }

  private <T> FileSink<T> sink(BulkWriter.Factory<T> parts, DateFolders<T> folders, String suffix) {
    return FileSink.forBulkFormat(new org.apache.flink.core.fs.Path(folder.toUri()), parts)
        .withBucketAssigner(folders)
        .withOutputFileConfig(
            OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(suffix).build())
        .build();
  }

  private static List<String> problems(Source source) {
    List<String> problems = new ArrayList<>();
    if (source.name().equals(ARRIVALS)) {
      problems.add(
          "source %s: the archive has a folder of that name of its own; name the source otherwise"
              .formatted(source.name()));
    }
    if (EventLayout.reads(source, EventLayout.RECORD)) {
      problems.add(
          "source %s: the archive has a column %s of its own; no event time, event id or field may have a path that starts so"
              .formatted(source.name(), EventLayout.RECORD));
    }
    return problems;
  }
}
