package dev.freshet.pipelines.spine;

import dev.freshet.features.definition.Feature;
import dev.freshet.features.type.ValueType;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;

/**
 * A spine that was read once and found to be right.
 *
 * @param file its path, absolute
 * @param columns in order
 * @param rows how many
 * @param first the earliest instant of a row, epoch milliseconds
 * @param last the latest
 */
public record Spine(String file, List<Column> columns, long rows, long first, long last)
    implements Serializable {

  public Spine {
    columns = List.copyOf(columns);
  }

  public Path path() {
    return Path.of(file);
  }

  /** The names of the columns. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /** The columns that are not of one of the features, which bring their own. */
  public List<Column> others(List<Feature> features) {
    List<String> taken = features.stream().map(Feature::columnName).toList();
    return columns.stream().filter(column -> !taken.contains(column.name())).toList();
  }

  /**
   * A column.
   *
   * @param type of its values, as definitions write it: declared for what is needed, for others
   *     guessed from the values; those of a Parquet file have the file's types instead
   */
  public record Column(String name, String type) implements Serializable {

    public ValueType valueType() {
      return ValueType.parse(type).orElseThrow();
    }
  }
}
