package dev.freshet.infra.process;

import java.util.concurrent.CountDownLatch;

/** A Java child that does nothing but watch its parent. */
final class ChildProgram {

  private ChildProgram() {}

  public static void main(String[] arguments) throws InterruptedException {
    ParentPipe.watch();
    new CountDownLatch(1).await();
  }
}
