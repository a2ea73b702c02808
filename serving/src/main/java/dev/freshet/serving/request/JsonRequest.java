package dev.freshet.serving.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.type.Timestamps;
import dev.freshet.serving.problem.Problem;
import dev.freshet.serving.problem.ProblemException;
import dev.freshet.serving.problem.ProblemKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A request being read from JSON, token by token. */
public final class JsonRequest {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final Dialect dialect;
  private final JsonParser in;
  private String service = "";
  private List<String> names = List.of();
  private Map<String, Column> entities = Map.of();
  private Map<String, Column> context = Map.of();
  private OptionalLong asOf = OptionalLong.empty();
  private boolean fullNames;

  private JsonRequest(Dialect dialect, JsonParser in) {
    this.dialect = dialect;
    this.in = in;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is not JSON, or none of the dialect
   */
  public static FeatureRequest read(Dialect dialect, byte[] body) {
    try (JsonParser in = JSON.createParser(body)) {
      return new JsonRequest(dialect, in).read();
    } catch (JsonProcessingException e) {
      throw notJson("the body" + place(e) + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw notJson("the body: " + e.getMessage());
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    return location == null
        ? ""
        : ", at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private FeatureRequest read() throws IOException {
    if (in.nextToken() == null) {
      throw notJson("the body is empty; send a JSON object with " + members());
    }
    if (!in.isExpectedStartObjectToken()) {
      throw wrong("the body", "an object with " + members());
    }
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String member = in.currentName();
      in.nextToken();
      readMember(member);
    }
    if (in.nextToken() != null) {
      throw notJson("more follows the object; send one object alone");
    }
    return new FeatureRequest(dialect, selection(), entities, context, asOf, fullNames);
  }

  private void readMember(String member) throws IOException {
    if (!dialect.members().contains(member)) {
      if (dialect.strict()) {
        throw unknown(member);
      }
      in.skipChildren();
    } else if (in.currentToken() != JsonToken.VALUE_NULL) {
      switch (member) {
        case "feature_service" -> service = readText(member, "the name of a feature service");
        case "features" -> names = readNames();
        case "entities" -> entities = readEntities();
        case "context" -> context = readContext();
        case "as_of" -> asOf = OptionalLong.of(readInstant());
        default -> fullNames = readFlag(member);
      }
    }
  }

  private Selection selection() {
    if (!service.isEmpty() && !names.isEmpty()) {
      throw Problem.of(
              ProblemKind.TWO_SELECTIONS,
              "\"feature_service\" and \"features\" are both there; send one of them")
          .exception();
    }
    if (service.isEmpty() && names.isEmpty()) {
      throw Problem.of(
              ProblemKind.NO_FEATURES,
              "neither \"feature_service\" nor \"features\" is there; send the name of a feature"
                  + " service, or a list such as [\"view:feature\"]")
          .exception();
    }
    return service.isEmpty() ? new Selection.Names(names) : new Selection.Service(service);
  }

  private List<String> readNames() throws IOException {
    if (!in.isExpectedStartArrayToken()) {
      throw wrong("\"features\"", "a list of names such as \"view:feature\" or \"view\"");
    }
    List<String> read = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw wrong("\"features\"[" + read.size() + "]", "a name such as \"view:feature\"");
      }
      read.add(in.getText());
    }
    return read;
  }

  private Map<String, Column> readEntities() throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      throw wrong("\"entities\"", "an object from join key to value or list of values");
    }
    Map<String, Column> read = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      if (in.isExpectedStartArrayToken()) {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          values.add(readKeyValue());
        }
        read.put(key, new Column(values, false));
      } else {
        read.put(key, new Column(List.of(readKeyValue()), true));
      }
    }
    return read;
  }

  private Map<String, Column> readContext() throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      throw wrong("\"context\"", "an object from name to value");
    }
    Map<String, Column> read = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      read.put(name, new Column(List.of(readTree()), true));
    }
    return read;
  }

  /** Lists and objects with all that is in them. */
  private Object readTree() throws IOException {
    if (in.isExpectedStartArrayToken()) {
      List<Object> items = new ArrayList<>();
      while (in.nextToken() != JsonToken.END_ARRAY) {
        items.add(readTree());
      }
      return items;
    } else if (in.isExpectedStartObjectToken()) {
      Map<String, Object> entries = new LinkedHashMap<>();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String name = in.currentName();
        in.nextToken();
        entries.put(name, readTree());
      }
      return entries;
    }
    return readKeyValue();
  }

  private Object readKeyValue() throws IOException {
    return switch (in.currentToken()) {
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT ->
          in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? in.getBigIntegerValue()
              : (Object) in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
      default -> {
        Object found = new Column.NoScalar(found());
        in.skipChildren();
        yield found;
      }
    };
  }

  private long readInstant() throws IOException {
    String text = readText("as_of", "an instant such as \"2026-11-22T12:00:00.000Z\"");
    OptionalLong instant = Timestamps.parse(text);
    if (instant.isEmpty() || text.indexOf(':') < 0) {
      throw Problem.of(
              ProblemKind.NOT_AN_INSTANT,
              "\"as_of\" is \""
                  + text
                  + "\"; write RFC 3339 with an offset, such as \"2026-11-22T12:00:00.000Z\"")
          .with("found", text)
          .exception();
    }
    return instant.getAsLong();
  }

  private String readText(String member, String wanted) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong("\"" + member + "\"", wanted);
    }
    return in.getText();
  }

  private boolean readFlag(String member) throws IOException {
    if (!in.currentToken().isBoolean()) {
      throw wrong("\"" + member + "\"", "true or false");
    }
    return in.getBooleanValue();
  }

  private String found() throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a string";
      default -> in.getText();
    };
  }

  private ProblemException wrong(String where, String wanted) throws IOException {
    return Problem.of(ProblemKind.WRONG_TYPE, where + " is " + found() + "; send " + wanted)
        .exception();
  }

  private ProblemException unknown(String member) {
    Problem problem =
        Problem.of(
                ProblemKind.UNKNOWN_MEMBER,
                "\"%s\" is no member of this request%s; it may have %s"
                    .formatted(member, Nearest.question(member, dialect.members()), members()))
            .with("found", member)
            .with("valid", dialect.members());
    return Nearest.to(member, dialect.members())
        .map(nearest -> problem.with("nearest", nearest))
        .orElse(problem)
        .exception();
  }

  private String members() {
    return String.join(", ", dialect.members());
  }

  private static ProblemException notJson(String detail) {
    return Problem.of(ProblemKind.NOT_JSON, detail).exception();
  }
}
