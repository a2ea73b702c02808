package dev.freshet.features.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private final Findings findings = new Findings();

  @Test
  void everyItemKnowsItsPlace() {
    List<Item> documents = read("views:\n  - name: clicks\n    windows: [5m,\n      1h]\n  - 7\n");

    Mapping root = (Mapping) documents.get(0);
    Listing views = (Listing) root.entries().get(0).value();
    Mapping clicks = (Mapping) views.items().get(0);
    Listing windows = (Listing) clicks.entries().get(1).value();
    assertThat(views.place()).isEqualTo(new Place("a.yaml", 2, "views"));
    assertThat(clicks.place()).isEqualTo(new Place("a.yaml", 2, "views.clicks"));
    assertThat(windows.items().stream().map(Item::place))
        .containsExactly(
            new Place("a.yaml", 3, "views.clicks.windows[0]"),
            new Place("a.yaml", 4, "views.clicks.windows[1]"));
    assertThat(views.items().get(1).place()).isEqualTo(new Place("a.yaml", 5, "views[1]"));
  }

  @Test
  void aScalarIsItsSourceText() {
    assertThat(entries("a: 1.0\nb: true\nc: 010\nd: '5m'\n").stream().map(e -> text(e).value()))
        .containsExactly("1.0", "true", "010", "5m");
  }

  @Test
  void nothingIsNothing() {
    assertThat(entries("a:\nb: ~\nc: null\n"))
        .allSatisfy(entry -> assertThat(entry.value()).isInstanceOf(Nothing.class))
        .extracting(entry -> entry.value().place().line())
        .containsExactly(1, 2, 3);
  }

  @Test
  void anExclamationMarkMakesATag() {
    assertThat(entries("a: !event.bot\nb: !event.x == 1\n"))
        .extracting(entry -> entry.value().shown())
        .containsExactly("\"!event.bot\"", "\"!event.x == 1\"");
  }

  @Test
  void theLinesOfALiteralBlockAreKnown() {
    Text text = text(entries("a:\nb: |\n  x &&\n  y\n").get(1));

    assertThat(text.placeOf(2).line()).isEqualTo(4);
    assertThat(text(entries("b: >\n  x &&\n  y\n").get(0)).placeOf(1).line()).isEqualTo(1);
  }

  @Test
  void whatAllIsWrongWithAFileIsOneProblem() {
    assertThat(
            Documents.read("a.yaml", "a: [\nb: }\nc: ]".getBytes(StandardCharsets.UTF_8), findings))
        .isEmpty();
    assertThat(findings.inOrder()).hasSize(1);
    assertThat(findings.inOrder().get(0).place().line()).isEqualTo(2);
  }

  @Test
  void bytesThatAreNoUtf8AreAProblemOfTheirLine() {
    assertThat(Documents.read("a.yaml", new byte[] {'a', '\n', 'b', (byte) 0xFF}, findings))
        .isEmpty();
    assertThat(findings.inOrder())
        .containsExactly(
            new Finding(new Place("a.yaml", 2, ""), "is not UTF-8; save the file as UTF-8"));
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(entries("\uFEFFa: 1\n").get(0).key()).isEqualTo("a");
  }

  @Test
  void nestingWithoutEndIsAProblem() {
    byte[] bytes = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThat(Documents.read("a.yaml", bytes, findings)).isEmpty();
    assertThat(findings.inOrder().get(0).message()).contains("nests too deep");
  }

  @Test
  void aDocumentThatContainsItselfCanBeRead() {
    Listing itself = (Listing) entries("a: &x [*x]\n").get(0).value();

    assertThat(itself.items()).hasSize(1);
  }

  private List<Item> read(String text) {
    List<Item> items =
        Documents.read("a.yaml", text.getBytes(StandardCharsets.UTF_8), findings).orElseThrow();
    assertThat(findings.isEmpty()).isTrue();
    return items;
  }

  private List<Mapping.Entry> entries(String text) {
    return ((Mapping) read(text).get(0)).entries();
  }

  private static Text text(Mapping.Entry entry) {
    return (Text) entry.value();
  }
}
