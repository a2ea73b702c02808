package dev.freshet.infra.process;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A parent to be killed: starts a child that watches nothing and a Java child, and waits. */
final class ParentProgram {

  private ParentProgram() {}

  /**
   * Prints {@code started} when both children run.
   *
   * @param arguments the folder that is the children's
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Children children = new Children(folder);
    children.start(
        new Program(
            "deaf",
            List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"),
            folder,
            Optional.of(new File("/dev/null").toPath())));
    children.start(
        Program.java(
            "watching",
            List.of("-XX:-UsePerfData"),
            ChildProgram.class.getName(),
            List.of(),
            folder,
            Optional.of(new File("/dev/null").toPath())));
    System.out.println("started");
    new CountDownLatch(1).await();
  }
}
