package dev.freshet.pipelines.training;

import dev.freshet.features.definition.Repository;
import dev.freshet.features.definition.Source;
import dev.freshet.features.event.Event;
import dev.freshet.pipelines.file.EventRecords;
import dev.freshet.pipelines.record.Decoding;
import dev.freshet.pipelines.record.FieldMeter;
import dev.freshet.pipelines.record.RecordDecoder;
import dev.freshet.pipelines.record.Refusal;
import dev.freshet.pipelines.route.EntityRoute;
import dev.freshet.pipelines.sort.Sortable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/** Reads a file of events, given by its place among the plan's, and tells each to its entities. */
final class ReadEvents extends RichFlatMapFunction<Long, Sortable> {

  private static final long serialVersionUID = 1L;

  private static final int RECORDS_BETWEEN_LOOKS = 1 << 10;
  private static final long DAY_MILLIS = 86_400_000;

  private final TrainingPlan plan;

  private transient Repository repository;
  private transient List<String> parts;
  private transient LongCounter bytes;
  private transient LongCounter records;
  private transient LongCounter misplaced;
  private transient Unreadable unreadable;

  ReadEvents(TrainingPlan plan) {
    this.plan = plan;
  }

  @Override
  public void open(OpenContext context) {
    Needs needs = plan.needs();
    repository = needs.repository();
    parts = needs.parts().stream().map(part -> part.entity().name()).toList();
    bytes = getRuntimeContext().getLongCounter(Tally.BYTES);
    records = getRuntimeContext().getLongCounter(Tally.RECORDS);
    misplaced = getRuntimeContext().getLongCounter(Tally.MISPLACED);
    unreadable = new Unreadable();
    getRuntimeContext().addAccumulator(Tally.UNREADABLE, unreadable);
  }

  @Override
  public void flatMap(Long which, Collector<Sortable> out) throws IOException {
    EventFile file = plan.files().get(Math.toIntExact(which));
    Source source = repository.source(file.source()).orElseThrow();
    RecordDecoder decoder = new RecordDecoder(source);
    Telling telling = new Telling(file, source, EntityRoute.of(repository, source), out);
    long position = 0;
    try (EventRecords found = new EventRecords(source, List.of(file.path()))) {
      for (long number = 1; found.next(); number++) {
        records.add(1);
        Decoding decoding = decoder.decodeAtRest(found.record(), FieldMeter.NONE);
        if (decoding instanceof Decoding.Decoded decoded) {
          telling.tell(decoded.event(), number);
        } else {
          refuse(file, number, found.place(), ((Decoding.Refused) decoding).reason());
        }
        if (number % RECORDS_BETWEEN_LOOKS == 0) {
          bytes.add(found.position() - position);
          position = found.position();
        }
      }
    } catch (UnreadableException e) {
      throw e;
    } catch (IOException e) {
      throw new UnreadableException(e.getMessage(), e);
    }
    bytes.add(file.bytes() - position);
  }

  private void refuse(EventFile file, long number, String place, Refusal reason)
      throws UnreadableException {
    String text = place + ": " + reason.text();
    if (plan.strict()) {
      throw new UnreadableException(
          text + " (--strict stops at such a row; without it is left out)");
    }
    unreadable.add(new Unreadable.Row(file.order(), number, text));
  }

  /** What becomes of the events of one file. */
  private final class Telling {

    private final EventFile file;
    private final int source;
    private final List<EntityRoute> routes;
    private final Collector<Sortable> out;
    private final Optional<Long> day;

    Telling(EventFile file, Source source, List<EntityRoute> routes, Collector<Sortable> out) {
      this.file = file;
      this.source = repository.sources().indexOf(source);
      this.routes = routes;
      this.out = out;
      this.day = Visible.date(file.path()).map(LocalDate::toEpochDay);
    }

    void tell(Event event, long number) {
      if (day.isPresent() && Math.floorDiv(event.timestamp(), DAY_MILLIS) != day.get()) {
        misplaced.add(1);
      }
      long known = event.timestamp() + plan.lag().toMillis();
      for (EntityRoute route : routes) {
        Optional<String> key = route.key(event);
        if (key.isPresent()) {
          int part = parts.indexOf(route.entity().name());
          Event needed = route.needed(event);
          out.collect(
              new Fact(part, key.get(), source, needed, known, file.order(), number).sortable());
        }
      }
    }
  }
}
