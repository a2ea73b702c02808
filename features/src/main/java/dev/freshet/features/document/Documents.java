package dev.freshet.features.document;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the text of a YAML file. */
public final class Documents {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setAllowNonScalarKeys(true).build();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Documents() {}

  /**
   * The documents of a file, without empty ones.
   *
   * @return empty, and reported as one problem, when it is no YAML
   */
  public static Optional<List<Item>> read(String file, byte[] bytes, Findings findings) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(items(file, text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text));
    } catch (CharacterCodingException e) {
      findings.report(
          new Place(file, firstBadLine(bytes), ""), "is not UTF-8; save the file as UTF-8");
    } catch (MarkedYamlEngineException e) {
      findings.report(new Place(file, line(e), ""), message(e));
    } catch (ReaderException e) {
      int line = lineAt(new String(bytes, StandardCharsets.UTF_8), e.getPosition());
      String character = "the character U+%04X".formatted(e.getCodePoint());
      findings.report(
          new Place(file, line, ""), character + " must not stand in YAML; remove or escape it");
    } catch (YamlEngineException e) {
      findings.report(new Place(file, 1, ""), "is not YAML 1.2: " + oneLine(e.getMessage()));
    } catch (StackOverflowError e) {
      findings.report(new Place(file, 1, ""), "nests too deep to be read; nest less");
    }
    return Optional.empty();
  }

  private static List<Item> items(String file, String text) {
    List<Item> items = new ArrayList<>();
    for (Node node : compose(text)) {
      Item item = Nodes.item(node, new Place(file, Nodes.line(node), ""));
      if (!(item instanceof Nothing)) {
        items.add(item);
      }
    }
    return items;
  }

  /** Reads expressions with brackets where YAML wants quotes around them. */
  private static List<Node> compose(String text) {
    try {
      List<Node> nodes = new ArrayList<>();
      new Compose(SETTINGS).composeAllFromString(text).forEach(nodes::add);
      return nodes;
    } catch (MarkedYamlEngineException e) {
      return compose(
          e.getProblemMark()
              .flatMap(mark -> BareBrackets.quoted(text, mark.getLine(), mark.getColumn()))
              .orElseThrow(() -> e));
    }
  }

  private static int line(MarkedYamlEngineException e) {
    return e.getProblemMark().or(e::getContextMark).map(mark -> mark.getLine() + 1).orElse(1);
  }

  private static String message(MarkedYamlEngineException e) {
    String context = e.getContext() == null || e.getContext().isEmpty() ? "" : e.getContext() + " ";
    String since =
        e.getContextMark().map(mark -> "(from line " + (mark.getLine() + 1) + ") ").orElse("");
    return "is not YAML: "
        + context
        + since
        + oneLine(e.getProblem())
        + "; check indentation and brackets, and quote an expression that starts with ! or \" or holds any of : # [ ] { } ,";
  }

  private static String oneLine(String text) {
    return String.valueOf(text).strip().replaceAll("\\s+", " ");
  }

  private static int firstBadLine(byte[] bytes) {
    String replaced = new String(bytes, StandardCharsets.UTF_8);
    return lineAt(replaced, Math.max(0, replaced.indexOf('\uFFFD')));
  }

  private static int lineAt(String text, int position) {
    String before = text.substring(0, Math.min(position, text.length()));
    return 1 + (int) before.chars().filter(c -> c == '\n').count();
  }
}
