package dev.freshet.infra.shop;

import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * All who are in the shop at one time, a constant number: as one leaves, another enters. What they
 * do comes in the order in which their patience ends; the caller says at what instant. Not
 * thread-safe.
 */
final class Crowd {

  /** A person does something every so many seconds, on average. */
  static final double SECONDS_PER_STEP = 6.5;

  static final double BOTS_SHARE = 0.03;

  private static final double SETTLED_SECONDS = 30;
  private static final int LARGEST = 20_000;
  private static final int SMALLEST = 20;
  private static final int PEOPLE_PER_PRESENT = 10;
  private static final int PRESENT_PER_BOT = 1_000;
  private static final double ANONYMOUS_SHARE = 0.08;
  private static final double OTHER_DEVICE_SHARE = 0.15;
  private static final Mix<Referrer> REFERRERS =
      new Mix<>(List.of(Referrer.values()), 0.4, 0.28, 0.12, 0.1, 0.1);
  private static final Mix<Device> ANY_DEVICE = Mix.even(List.of(Device.values()));

  private final Catalog catalog;
  private final Population population;
  private final Returns returns;
  private final SplittableRandom random;
  private final String prefix;
  private final double botPaceSeconds;
  private final PriorityQueue<Turn> turns = new PriorityQueue<>();
  private long entered;
  private long turn;

  /**
   * @param prefix of the sessions' ids
   * @param rate about how many steps a second the caller will ask for
   */
  Crowd(Catalog catalog, long seed, String prefix, double rate, long now) {
    int size = (int) Math.max(SMALLEST, Math.min(LARGEST, rate * SECONDS_PER_STEP));
    int bots = Math.max(1, size / PRESENT_PER_BOT);
    this.catalog = catalog;
    this.population = new Population(seed, size * PEOPLE_PER_PRESENT);
    this.returns = new Returns(catalog);
    this.random = new SplittableRandom(seed);
    this.prefix = prefix;
    this.botPaceSeconds = SECONDS_PER_STEP * bots * (1 - BOTS_SHARE) / (BOTS_SHARE * size);
    for (int i = 0; i < bots; i++) {
      Visitor bot = Visitor.bot("u" + (size * PEOPLE_PER_PRESENT + i + 1));
      crawl(bot, random.nextDouble() * botPaceSeconds, now);
    }
    for (int i = 0; i < size; i++) {
      settle(now);
    }
  }

  /** Everybody who comes, looking at what they are shown. */
  Onlookers onlookers(long seed) {
    return new Onlookers(catalog, population.again(), seed);
  }

  /** What happens next. */
  Deed next(long now) {
    Turn next = turns.remove();
    Session session = next.session();
    schedule(session, next.due(), now);
    return new Deed(session.visit(), next.interaction());
  }

  /** What somebody did on coming in at another time, and whom nothing is heard of again. */
  Deed passing(long now) {
    Session session = enter(now);
    population.leave(session.visit().visitor());
    return new Deed(session.visit(), session.next(now).orElseThrow().interaction());
  }

  /** The person of that id; empty for a bot. */
  Optional<Visitor> visitor(String id) {
    return population.visitor(id);
  }

  /** Somebody who came in some time ago, and others in their place if they have left since. */
  private void settle(long now) {
    Session session = enter(now);
    double due = -SETTLED_SECONDS * (1 + random.nextDouble());
    while (true) {
      Optional<Step> step = session.next(now);
      if (step.isPresent()) {
        due += step.get().afterSeconds();
        if (due >= 0) {
          turns.add(new Turn(due, turn++, session, step.get().interaction()));
          return;
        }
      } else {
        population.leave(session.visit().visitor());
        session = enter(now);
      }
    }
  }

  private void schedule(Session session, double after, long now) {
    Optional<Step> step = session.next(now);
    if (step.isPresent()) {
      double due = after + step.get().afterSeconds();
      turns.add(new Turn(due, turn++, session, step.get().interaction()));
      return;
    }
    Visitor visitor = session.visit().visitor();
    if (visitor.bot()) {
      crawl(visitor, after, now);
    } else {
      population.leave(visitor);
      schedule(enter(now), after, now);
    }
  }

  private Session enter(long now) {
    Visitor visitor = population.enter(now, random);
    Device device =
        random.nextDouble() < OTHER_DEVICE_SHARE ? ANY_DEVICE.draw(random) : visitor.device();
    Visit visit =
        new Visit(
            id(), visitor, random.nextDouble() < ANONYMOUS_SHARE, device, REFERRERS.draw(random));
    return new Browse(visit, catalog, returns, random);
  }

  private void crawl(Visitor bot, double after, long now) {
    Visit visit = new Visit(id(), bot, false, bot.device(), Referrer.DIRECT);
    schedule(new Crawl(visit, catalog, botPaceSeconds, random), after, now);
  }

  private String id() {
    return prefix + "-" + Long.toString(entered++, Character.MAX_RADIX);
  }

  /** Something that was done, and by whom. */
  record Deed(Visit visit, Interaction interaction) {}

  /** When somebody's patience ends, in seconds, and what they do then. */
  private record Turn(double due, long number, Session session, Interaction interaction)
      implements Comparable<Turn> {

    @Override
    public int compareTo(Turn other) {
      int byDue = Double.compare(due, other.due);
      return byDue != 0 ? byDue : Long.compare(number, other.number);
    }
  }
}
