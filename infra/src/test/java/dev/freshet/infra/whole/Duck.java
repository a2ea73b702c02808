package dev.freshet.infra.whole;

import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** DuckDB, with nothing set, nothing loaded and nothing fetched. */
public final class Duck implements AutoCloseable {

  private final Connection connection;

  public Duck() throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("autoinstall_known_extensions", "false");
    connection = DriverManager.getConnection("jdbc:duckdb:", settings);
  }

  /** Runs a statement. */
  public void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * The rows of a query, each by the names of its columns: instants as such, lists and maps as
   * Java's.
   */
  public List<Map<String, Object>> query(String sql) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.put(result.getMetaData().getColumnLabel(i), value(result.getObject(i)));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  private static Object value(Object found) throws SQLException {
    if (found instanceof OffsetDateTime time) {
      return time.toInstant();
    } else if (found instanceof Integer number) {
      return number.longValue();
    } else if (found instanceof Array array) {
      List<Object> list = new ArrayList<>();
      for (Object item : (Object[]) array.getArray()) {
        list.add(value(item));
      }
      return list;
    } else if (found instanceof Map<?, ?> entries) {
      Map<Object, Object> map = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : entries.entrySet()) {
        map.put(entry.getKey(), value(entry.getValue()));
      }
      return map;
    }
    return found;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
