package dev.freshet.serving.request;

import com.fasterxml.jackson.core.JsonFactory;
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

/** The JSON object of a request, being read token by token. What is wrong says where it is. */
final class JsonBody {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser in;

  /** The member whose object is open, quoted and with a dot behind it; empty for the body's. */
  private String within = "";

  private JsonBody(JsonParser in) {
    this.in = in;
  }

  /**
   * Reads a body.
   *
   * @throws ProblemException if it is not JSON, or has what the members do not take
   */
  static void read(byte[] body, Members members) {
    try (JsonParser in = JSON.createParser(body)) {
      new JsonBody(in).read(members);
    } catch (JsonProcessingException e) {
      throw NotJson.of(e);
    } catch (IOException e) {
      throw NotJson.of("the body: " + e.getMessage());
    }
  }

  private void read(Members members) throws IOException {
    String named = String.join(", ", members.names());
    if (in.nextToken() == null) {
      throw NotJson.of("the body is empty; send a JSON object with " + named);
    }
    if (!in.isExpectedStartObjectToken()) {
      throw wrong("the body", "an object with " + named);
    }
    readObject("this request", members);
    if (in.nextToken() != null) {
      throw NotJson.of("more follows the object; send one object alone");
    }
  }

  /**
   * Reads the members of the object that is open.
   *
   * @param noun what the object is, for messages
   */
  private void readObject(String noun, Members members) throws IOException {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String member = in.currentName();
      in.nextToken();
      if (!members.names().contains(member)) {
        if (members.strict()) {
          throw unknown(noun, member, members.names());
        }
        in.skipChildren();
      } else if (in.currentToken() != JsonToken.VALUE_NULL) {
        members.read(member, this);
      }
    }
  }

  /** An object within the request. */
  void object(String member, Members members) throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      throw wrong(at(member), "an object with " + String.join(", ", members.names()));
    }
    String outside = within;
    within = quoted(member) + ".";
    readObject(quoted(member), members);
    within = outside;
  }

  /**
   * A list of texts.
   *
   * @param wanted what they are, such as {@code a name such as "view:feature"}
   */
  List<String> texts(String member, String wantedList, String wanted) throws IOException {
    if (!in.isExpectedStartArrayToken()) {
      throw wrong(at(member), wantedList);
    }
    List<String> read = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.VALUE_STRING) {
        throw wrong(at(member) + "[" + read.size() + "]", wanted);
      }
      read.add(in.getText());
    }
    return read;
  }

  /** Join key values, single ones or lists, by join key. */
  Map<String, Column> keys(String member) throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      throw wrong(at(member), "an object from join key to value or list of values");
    }
    Map<String, Column> read = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      if (in.isExpectedStartArrayToken()) {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          values.add(JsonTrees.scalar(in));
        }
        read.put(key, new Column(member, values, false));
      } else {
        read.put(key, new Column(member, List.of(JsonTrees.scalar(in)), true));
      }
    }
    return read;
  }

  /** What a request brings, by name. */
  Map<String, Column> context() throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      throw wrong("\"context\"", "an object from name to value");
    }
    Map<String, Column> read = new LinkedHashMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      read.put(name, new Column("context", List.of(JsonTrees.tree(in)), true));
    }
    return read;
  }

  /** An instant, epoch milliseconds. */
  long instant(String member) throws IOException {
    String text = text(member, "an instant such as \"2026-11-22T12:00:00.000Z\"");
    OptionalLong instant = Timestamps.parse(text);
    if (instant.isEmpty() || text.indexOf(':') < 0) {
      throw Problem.of(
              ProblemKind.NOT_AN_INSTANT,
              at(member)
                  + " is \""
                  + text
                  + "\"; write RFC 3339 with an offset, such as \"2026-11-22T12:00:00.000Z\"")
          .with("found", text)
          .exception();
    }
    return instant.getAsLong();
  }

  String text(String member, String wanted) throws IOException {
    if (in.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(at(member), wanted);
    }
    return in.getText();
  }

  boolean flag(String member) throws IOException {
    if (!in.currentToken().isBoolean()) {
      throw wrong(at(member), "true or false");
    }
    return in.getBooleanValue();
  }

  /** A whole number. */
  int count(String member, int least, int most) throws IOException {
    boolean fits =
        in.currentToken() == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() == JsonParser.NumberType.INT
            && in.getIntValue() >= least
            && in.getIntValue() <= most;
    if (!fits) {
      throw wrong(at(member), "a whole number from " + least + " to " + most);
    }
    return in.getIntValue();
  }

  /** How a message names a member of the object that is open. */
  private String at(String member) {
    return within + quoted(member);
  }

  private static String quoted(String member) {
    return "\"" + member + "\"";
  }

  private ProblemException wrong(String where, String wanted) throws IOException {
    return Problem.of(
            ProblemKind.WRONG_TYPE, where + " is " + JsonTrees.named(in) + "; send " + wanted)
        .exception();
  }

  private static ProblemException unknown(String noun, String member, List<String> names) {
    Problem problem =
        Problem.of(
                ProblemKind.UNKNOWN_MEMBER,
                "\"%s\" is no member of %s%s; it may have %s"
                    .formatted(
                        member, noun, Nearest.question(member, names), String.join(", ", names)))
            .with("found", member)
            .with("valid", names);
    return Nearest.to(member, names)
        .map(nearest -> problem.with("nearest", nearest))
        .orElse(problem)
        .exception();
  }
}
