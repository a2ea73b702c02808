package dev.freshet.serving.vector;

import dev.freshet.features.row.EntityKey;
import dev.freshet.features.row.RowReading;
import dev.freshet.serving.plan.Part;
import dev.freshet.serving.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of the store that a request needs, each once, and what they say. */
final class StoredRows {

  private final Plan plan;
  private final List<Stored> stored = new ArrayList<>();
  private final int[] places;
  private final RowReading[] readings;

  /** A row of the store: the entity it is of, its key within the entity, its name. */
  private record Stored(Part part, String key, byte[] name, int firstRow) {}

  StoredRows(Plan plan, EntityRows rows) {
    this.plan = plan;
    int parts = plan.parts().size();
    places = new int[rows.count() * parts];
    for (int p = 0; p < parts; p++) {
      Part part = plan.parts().get(p);
      Map<String, Integer> seen = new HashMap<>();
      for (int row = 0; row < rows.count(); row++) {
        String key = key(part, rows, row);
        Integer place = seen.get(key);
        if (place == null) {
          place = stored.size();
          seen.put(key, place);
          stored.add(new Stored(part, key, part.rowKey(key), row));
        }
        places[row * parts + p] = place;
      }
    }
    readings = new RowReading[stored.size()];
  }

  private static String key(Part part, EntityRows rows, int row) {
    Object[] values = new Object[part.joinKeyCount()];
    for (int n = 0; n < values.length; n++) {
      values[n] = rows.plannedValue(row, part.joinKey(n));
    }
    return EntityKey.of(Arrays.asList(values));
  }

  int count() {
    return readings.length;
  }

  byte[][] names() {
    return stored.stream().map(Stored::name).toArray(byte[][]::new);
  }

  /** Reads the n-th of the rows. */
  void read(int n, byte[] row, long t) {
    readings[n] = stored.get(n).part().read(row, stored.get(n).key(), t);
  }

  RowReading reading(int n) {
    return readings[n];
  }

  Part part(int n) {
    return stored.get(n).part();
  }

  /** The first row of the request that needs the n-th of the rows. */
  int firstRow(int n) {
    return stored.get(n).firstRow();
  }

  /** What a row of the request reads of a part. */
  RowReading reading(int row, int part) {
    return readings[places[row * plan.parts().size() + part]];
  }
}
