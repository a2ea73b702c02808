package dev.freshet.pipelines.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.freshet.features.type.Scalar;
import dev.freshet.features.type.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.OptionalLong;

/** How a token is read as a value of one type. Every reading but a value is {@link #NONE}. */
enum ScalarReading {
  STRING {
    @Override
    Object read(JsonParser parser, JsonToken token) throws IOException {
      return token == JsonToken.VALUE_STRING ? unicode(parser.getText()) : NONE;
    }
  },
  INT64 {
    @Override
    Object read(JsonParser parser, JsonToken token) throws IOException {
      if (token != JsonToken.VALUE_NUMBER_INT) {
        return NONE;
      }
      return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? NONE
          : (Object) parser.getLongValue();
    }
  },
  DOUBLE {
    @Override
    Object read(JsonParser parser, JsonToken token) throws IOException {
      if (!token.isNumeric()) {
        return NONE;
      }
      if (token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= EXACT_DIGITS) {
        return (double) parser.getLongValue();
      }
      // Not the parser's own: it makes a big number of many digits first, at a quadratic cost.
      double number = Double.parseDouble(parser.getText()) + 0.0;
      return Double.isFinite(number) ? (Object) number : NONE;
    }
  },
  BOOL {
    @Override
    Object read(JsonParser parser, JsonToken token) {
      return token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : NONE;
    }
  },
  TIMESTAMP {
    @Override
    Object read(JsonParser parser, JsonToken token) throws IOException {
      return INSTANT.read(parser, token) instanceof Long millis
          ? Instant.ofEpochMilli(millis)
          : NONE;
    }
  },
  /** Epoch milliseconds: what a timestamp is before it is made one. */
  INSTANT {
    @Override
    Object read(JsonParser parser, JsonToken token) throws IOException {
      OptionalLong millis =
          token == JsonToken.VALUE_STRING
              ? Timestamps.parse(parser.getText())
              : token.isNumeric() ? JsonNumber.floor(parser.getText()) : OptionalLong.empty();
      if (millis.isEmpty()) {
        return NONE;
      }
      OptionalLong instant = Timestamps.ofEpochMillis(millis.getAsLong());
      return instant.isPresent() ? (Object) instant.getAsLong() : NONE;
    }
  },
  /** Text, or the digits of an integer of any length. */
  ID {
    @Override
    Object read(JsonParser parser, JsonToken token) throws IOException {
      return token == JsonToken.VALUE_NUMBER_INT ? parser.getText() : STRING.read(parser, token);
    }
  };

  /** What is no value of the type. */
  static final Object NONE = new Object();

  /** Integers of that many characters are doubles too, exactly. */
  private static final int EXACT_DIGITS = 15;

  static ScalarReading of(Scalar type) {
    return switch (type) {
      case STRING -> STRING;
      case INT64 -> INT64;
      case DOUBLE -> DOUBLE;
      case BOOL -> BOOL;
      case TIMESTAMP -> TIMESTAMP;
    };
  }

  /** Reads the token that the parser is at; of containers it reads nothing. */
  abstract Object read(JsonParser parser, JsonToken token) throws IOException;

  private static Object unicode(String text) {
    return isUnicode(text) ? text : NONE;
  }

  /** Whether the text has an encoding: an escape may write half of a surrogate pair. */
  static boolean isUnicode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (Character.isLowSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
