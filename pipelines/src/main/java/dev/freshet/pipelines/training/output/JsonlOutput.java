package dev.freshet.pipelines.training.output;

import dev.freshet.features.definition.Feature;
import dev.freshet.pipelines.spine.SpineRows;
import dev.freshet.pipelines.table.CellText;
import dev.freshet.pipelines.table.JsonBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** One JSON object a row, with every column as a member; a value that is not there is null. */
final class JsonlOutput implements VectorOutput {

  private final OutputStream out;
  private final SpineColumns spine;
  private final List<CellText> texts;
  private final List<String> features;
  private final JsonBytes line = new JsonBytes();

  JsonlOutput(OutputStream out, SpineColumns spine, List<Feature> features) {
    this.spine = spine;
    this.texts = spine.columns().stream().map(column -> CellText.of(column.valueType())).toList();
    this.features = features.stream().map(Feature::columnName).toList();
    this.out = out;
  }

  @Override
  public void write(SpineRows row, Object[] values) throws IOException {
    line.clear();
    line.raw('{');
    for (int i = 0; i < texts.size(); i++) {
      name(spine.columns().get(i).name());
      if (row.table().has(spine.places()[i])) {
        row.table().write(spine.places()[i], texts.get(i), line);
      } else {
        line.raw("null");
      }
    }
    for (int i = 0; i < values.length; i++) {
      name(features.get(i));
      ValueJson.write(line, values[i]);
    }
    line.raw("}\n");
    line.writeTo(out);
  }

  private void name(String name) {
    if (line.size() > 1) {
      line.raw(',');
    }
    line.text(name);
    line.raw(':');
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
