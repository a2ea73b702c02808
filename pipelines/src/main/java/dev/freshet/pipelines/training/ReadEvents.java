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
import dev.freshet.pipelines.route.PairRoute;
import dev.freshet.pipelines.sort.Sortable;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Reads a file of events, given by its place among the plan's, and tells each to its entities, and
 * to where pairs are made of it.
 */
final class ReadEvents extends ProcessFunction<Long, Sortable> {

  /** The side output on which events go to where pairs are made of them. */
  static final OutputTag<Sortable> PAIRED = new OutputTag<>("paired", Sortable.TYPE);

  private static final long serialVersionUID = 1L;

  private static final int RECORDS_BETWEEN_LOOKS = 1 << 10;
  private static final long DAY_MILLIS = 86_400_000;

  private final TrainingPlan plan;

  private transient Needs needs;
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
    needs = plan.needs();
    repository = needs.repository();
    parts = needs.parts().stream().map(part -> part.entity().name()).toList();
    bytes = getRuntimeContext().getLongCounter(Tally.BYTES);
    records = getRuntimeContext().getLongCounter(Tally.RECORDS);
    misplaced = getRuntimeContext().getLongCounter(Tally.MISPLACED);
    unreadable = new Unreadable();
    getRuntimeContext().addAccumulator(Tally.UNREADABLE, unreadable);
  }

  @Override
  public void processElement(
      Long which, ProcessFunction<Long, Sortable>.Context context, Collector<Sortable> out)
      throws IOException {
    EventFile file = plan.files().get(Math.toIntExact(which));
    Source source = repository.source(file.source()).orElseThrow();
    RecordDecoder decoder = new RecordDecoder(source);
    Telling telling = new Telling(file, source, out, context);
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
    private final List<PairRoute> pairs;
    private final Collector<Sortable> out;
    private final ProcessFunction<Long, Sortable>.Context context;
    private final Optional<Long> day;

    Telling(
        EventFile file,
        Source source,
        Collector<Sortable> out,
        ProcessFunction<Long, Sortable>.Context context) {
      this.file = file;
      this.source = repository.sources().indexOf(source);
      this.routes = EntityRoute.of(repository, source);
      this.pairs = PairRoute.of(needs.pairsOf(source));
      this.out = out;
      this.context = context;
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
      for (PairRoute pair : pairs) {
        int part = repository.sources().indexOf(pair.source());
        pair.key(event)
            .map(key -> new Fact(part, key, source, event, known, file.order(), number))
            .ifPresent(fact -> context.output(PAIRED, fact.sortable()));
      }
    }
  }
}
