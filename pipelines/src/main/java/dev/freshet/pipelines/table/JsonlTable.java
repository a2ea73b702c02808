package dev.freshet.pipelines.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object a line, its members being the cells, each as the file writes it. Of names that
 * repeat the last counts. A line that is no object has no cells.
 */
final class JsonlTable implements Table {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false).build();
  private static final byte[] NOTHING = {};

  private final LineReader lines;
  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> columns = new ArrayList<>();
  private final List<byte[]> cells = new ArrayList<>();
  private byte[] line = NOTHING;

  JsonlTable(LineReader lines) {
    this.lines = lines;
  }

  @Override
  public boolean next() throws IOException {
    while (lines.next()) {
      line = lines.record();
      if (line.length > 0) {
        Collections.fill(cells, NOTHING);
        read();
        return true;
      }
    }
    return false;
  }

  private void read() {
    Map<String, byte[]> members = new HashMap<>();
    List<String> order = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return;
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        JsonToken token = parser.nextToken();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (token.isStructStart()) {
          parser.skipChildren();
        } else {
          parser.finishToken();
        }
        int to = (int) parser.currentLocation().getByteOffset();
        order.add(name);
        members.put(
            name, token == JsonToken.VALUE_NULL ? NOTHING : Arrays.copyOfRange(line, from, to));
      }
      if (parser.nextToken() != null) {
        return;
      }
    } catch (IOException malformed) {
      return;
    }
    for (String name : order) {
      cells.set(place(name), members.get(name));
    }
  }

  private int place(String name) {
    return places.computeIfAbsent(
        name,
        added -> {
          columns.add(added);
          cells.add(NOTHING);
          return columns.size() - 1;
        });
  }

  @Override
  public List<String> columns() {
    return Collections.unmodifiableList(columns);
  }

  @Override
  public Optional<byte[]> line() {
    return Optional.of(line);
  }

  @Override
  public boolean has(int column) {
    return column < cells.size() && cells.get(column).length > 0;
  }

  @Override
  public void write(int column, CellText text, JsonBytes out) {
    out.raw(cells.get(column));
  }

  @Override
  public byte[] text(int column) {
    return JsonBytes.plain(cells.get(column));
  }

  @Override
  public boolean isText(int column) {
    return "\"[{".indexOf(cells.get(column)[0]) >= 0;
  }

  @Override
  public String rule() {
    return "a row is one JSON object on one line";
  }

  @Override
  public long position() {
    return lines.position();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
