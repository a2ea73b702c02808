package dev.freshet.benchmarks.system;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;

/**
 * A closed loop: always so many questions under way, each answered before the next takes its place.
 *
 * @param ask asks a question by its number; whether it was answered well
 */
record Load(int underWay, IntFunction<CompletionStage<Boolean>> ask) {

  /**
   * What came of it.
   *
   * @param perSecond good answers
   * @param failed the share of the others
   */
  record Outcome(double perSecond, double failed) {}

  /** Asks for some time. */
  Outcome run(double seconds) throws InterruptedException {
    long start = System.nanoTime();
    Run run = new Run(start + (long) (seconds * 1e9));
    for (int i = 0; i < underWay; i++) {
      run.next();
    }
    run.done.await();
    double spent = (System.nanoTime() - start) / 1e9;
    double good = run.good.sum();
    double failed = run.failed.sum();
    return new Outcome(good / spent, failed / (good + failed));
  }

  private final class Run {

    private final long end;
    private final AtomicInteger number = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(underWay);
    private final LongAdder good = new LongAdder();
    private final LongAdder failed = new LongAdder();

    private Run(long end) {
      this.end = end;
    }

    private void next() {
      if (System.nanoTime() >= end) {
        done.countDown();
        return;
      }
      ask.apply(number.getAndIncrement())
          .whenComplete(
              (answered, error) -> {
                (error == null && answered ? good : failed).increment();
                next();
              });
    }
  }
}
