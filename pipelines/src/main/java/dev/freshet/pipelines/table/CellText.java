package dev.freshet.pipelines.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.ValueType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How the text of a cell becomes JSON of one type. Text that is none of the type becomes a JSON
 * string, which is then a field of another type and counted as such.
 */
public enum CellText {
  STRING {
    @Override
    public String literal(String cell) {
      return "";
    }
  },
  INTEGER {
    @Override
    public String literal(String cell) {
      if (!DIGITS.matcher(cell).matches()) {
        return "";
      }
      BigInteger number = new BigInteger(cell);
      return number.bitLength() < Long.SIZE ? number.toString() : "";
    }
  },
  NUMBER {
    @Override
    public String literal(String cell) {
      if (JSON_NUMBER.matcher(cell).matches()) {
        return cell;
      }
      return DECIMAL.matcher(cell).matches() ? decimal(Double.parseDouble(cell)) : "";
    }
  },
  BOOLEAN {
    @Override
    public String literal(String cell) {
      String lower = cell.toLowerCase(Locale.ROOT);
      return lower.equals("true") || lower.equals("false") ? lower : "";
    }
  },
  /** RFC 3339 stays text; a number, perhaps with a fraction, is one. */
  TIMESTAMP {
    @Override
    public String literal(String cell) {
      return JSON_NUMBER.matcher(cell).matches() ? cell : "";
    }
  },
  /** A list or a map: the cell is JSON itself. */
  JSON {
    @Override
    public String literal(String cell) {
      return isContainer(cell) ? cell : "";
    }
  };

  private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]{1,30}");
  private static final Pattern JSON_NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?");
  private static final JsonFactory FACTORY = new JsonFactory();

  public static CellText of(ValueType type) {
    if (!(type instanceof Scalar scalar)) {
      return JSON;
    }
    return switch (scalar) {
      case STRING -> STRING;
      case INT64 -> INTEGER;
      case DOUBLE -> NUMBER;
      case BOOL -> BOOLEAN;
      case TIMESTAMP -> TIMESTAMP;
    };
  }

  /** The cell as a literal of the type; empty text where it is none. */
  public abstract String literal(String cell);

  /** Writes a cell that is not empty. */
  void write(JsonBytes out, byte[] cell) {
    String literal = this == STRING ? "" : literal(new String(cell, StandardCharsets.UTF_8));
    if (literal.isEmpty()) {
      out.text(cell);
    } else {
      out.raw(literal);
    }
  }

  private static String decimal(double number) {
    return Double.isFinite(number) ? Double.toString(number) : "";
  }

  private static boolean isContainer(String cell) {
    try (JsonParser parser = FACTORY.createParser(cell)) {
      JsonToken first = parser.nextToken();
      if (first == null || !first.isStructStart()) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (IOException malformed) {
      return false;
    }
  }
}
