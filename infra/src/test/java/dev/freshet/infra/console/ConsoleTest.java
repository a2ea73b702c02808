package dev.freshet.infra.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void resultsAndMessagesGoTheirOwnWays() {
    Console console = console(false);

    console.result("{\"sent\":1}");
    console.say("done");

    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"sent\":1}\n");
    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("done\n");
  }

  @Test
  void membersAreALineOfJsonOrALineEach() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("http", "http://127.0.0.1:80");
    members.put("pid", 7);

    console(false).result(members, true);
    console(false).result(members, false);

    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"http\":\"http://127.0.0.1:80\",\"pid\":7}\nhttp http://127.0.0.1:80\npid 7\n");
  }

  @Test
  void aMessageWipesTheProgressLineFirst() {
    Console console = console(true);

    console.show("[###...] 50 %");
    console.say("done");

    assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("[###...] 50 %\r\u001b[2Kdone\n");
  }

  @Test
  void progressIsDrawnOnATerminalOnly() {
    new Progress(console(false), "sending").at(0.5, 10);
    assertThat(err.size()).isZero();

    new Progress(console(true), "sending").at(0.5, 10);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("sending  [###############...............] 50 %  10  ");
  }

  @Test
  void whereNobodyWatchesProgressIsALineNowAndThen() {
    AtomicLong seconds = new AtomicLong();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            () -> seconds.get() * 1_000_000_000L);
    for (int second : new int[] {1, 14, 15, 16, 29, 31}) {
      seconds.set(second);
      new Progress(console, "sending").at(second / 100.0, second);
    }

    assertThat(err.toString(StandardCharsets.UTF_8).lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("sending: 15 %, 15  "),
            line -> assertThat(line).startsWith("sending: 31 %, 31  "));
  }

  @Test
  void jsonKeepsTheOrderOfMembers() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("text", "a \"b\"\n");
    members.put("numbers", List.of(1, 2L, 0.5));
    members.put("none", Arrays.asList(null, true));

    assertThat(Json.line(members))
        .isEqualTo("{\"text\":\"a \\\"b\\\"\\n\",\"numbers\":[1,2,0.5],\"none\":[null,true]}");
  }

  private Console console(boolean terminal) {
    return new Console(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        terminal);
  }
}
