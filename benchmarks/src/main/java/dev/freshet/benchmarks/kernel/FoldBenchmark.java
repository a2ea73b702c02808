package dev.freshet.benchmarks.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.event.Event;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.EntityState;
import dev.freshet.features.fold.FoldMeter;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One more event of a user, and all fifty features read: the engine, against keeping the events and
 * looking at all of them again. Time goes on with each event, so that the user always has as many
 * within the widest window, thirty days.
 */
@State(Scope.Thread)
public class FoldBenchmark {

  private static final long START = 1_795_000_000_000L;

  @Param({"100", "1000", "10000"})
  public int events;

  private ShopRecords shop;
  private List<AggregatedFeature> features;
  private EntityFold fold;
  private EntityState state;
  private Recompute naive;
  private Event[] made;
  private long step;
  private long clock;
  private int next;

  /** Anew for each iteration, lest one begin where another one's clock is. */
  @Setup(Level.Iteration)
  public void prepare() {
    shop = new ShopRecords();
    features = shop.repository().views().get(0).features();
    fold = EntityFold.of(shop.repository(), shop.repository().entities().get(0));
    state = fold.create();
    naive = new Recompute(shop.repository().views().get(0));
    step = Duration.ofDays(30).toMillis() / events;
    clock = START;
    next = 0;
    made = new Event[events];
    for (int i = 0; i < events; i++) {
      made[i] = shop.event(shop.next(START));
    }
    for (int i = 0; i < events; i++) {
      Event event = event();
      fold.fold(state, shop.source(), event, clock, FoldMeter.NONE);
      naive.add(event);
    }
  }

  @Benchmark
  public Object[] freshet() {
    fold.fold(state, shop.source(), event(), clock, FoldMeter.NONE);
    Object[] values = new Object[features.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = fold.value(state, features.get(i), clock);
    }
    return values;
  }

  @Benchmark
  public Object[] baseline() {
    naive.add(event());
    return naive.values(clock);
  }

  /** The next event, a moment before the clock, which goes on. */
  private Event event() {
    clock += step;
    Event like = made[next++ % made.length];
    byte[] id = Integer.toString(next).getBytes(UTF_8);
    return new Event(clock - 1, true, id, like.slots());
  }
}
