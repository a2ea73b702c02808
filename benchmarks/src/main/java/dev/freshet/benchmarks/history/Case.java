package dev.freshet.benchmarks.history;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** A training set to be made, and a query of DuckDB that answers one feature of it. */
interface Case {

  String name();

  /** Makes what is asked for; returns the command's arguments but for the output. */
  List<String> prepare(Duck duck) throws IOException, SQLException;

  /** What the query does. */
  String baseline();

  /**
   * Runs the query over the same events and rows; returns how many rows were answered otherwise.
   */
  long mistakes(Duck duck, Path out) throws SQLException;
}
