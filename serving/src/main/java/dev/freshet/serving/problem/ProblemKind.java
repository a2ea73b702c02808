package dev.freshet.serving.problem;

import java.util.Locale;

/** The kinds of problems a client can meet, each with its HTTP status. */
public enum ProblemKind {
  NOT_JSON(400, "The body is not JSON"),
  NOT_HTTP(400, "The request is not HTTP"),
  UNKNOWN_PATH(404, "There is nothing at this path"),
  WRONG_METHOD(405, "This path takes another method"),
  BODY_TOO_LARGE(413, "The body is too large"),
  PATH_TOO_LONG(414, "The path is too long"),
  HEADERS_TOO_LARGE(431, "The headers are too large"),
  UNKNOWN_MEMBER(422, "The request has a member that means nothing here"),
  WRONG_TYPE(422, "A member of the request is of the wrong type"),
  NO_FEATURES(422, "The request names no features"),
  TWO_SELECTIONS(422, "The request names features twice"),
  UNKNOWN_SERVICE(422, "There is no such feature service"),
  UNKNOWN_FEATURE(422, "There is no such feature"),
  AMBIGUOUS_NAMES(422, "Two columns would have the same name"),
  TOO_MANY_FEATURES(422, "The request asks for too many features"),
  MISSING_JOIN_KEY(422, "A join key is missing"),
  UNNEEDED_JOIN_KEY(422, "A join key belongs to none of the features"),
  WRONG_JOIN_KEY_VALUE(422, "A join key value is not of the key's type"),
  UNEQUAL_LENGTHS(422, "The lists of join key values differ in length"),
  TOO_MANY_ROWS(422, "The request asks for too many rows"),
  MISSING_CONTEXT(422, "The context lacks something"),
  WRONG_CONTEXT_VALUE(422, "A value of the context is of another type"),
  UNKNOWN_MODEL(422, "There is no such model"),
  NO_MODEL(422, "The request names no model"),
  NO_CONTRIBUTIONS(422, "The model cannot say what contributes to its scores"),
  TOO_MANY_CANDIDATES(422, "The request has too many candidates"),
  NO_CANDIDATES(422, "The request has no candidates"),
  UNKNOWN_CANDIDATES(422, "There are no such candidates"),
  WRONG_FROM(422, "from is not as it should be"),
  WRONG_EXCLUSION(422, "A feature cannot exclude candidates"),
  WRONG_DIVERSITY(422, "diversity is not as it should be"),
  NOT_AN_INSTANT(422, "as_of is not an instant"),
  INSTANT_PASSED(422, "as_of has passed"),
  BEYOND_HORIZON(422, "as_of is beyond the horizon of a row"),
  FAULT(500, "The server failed"),
  UNREADABLE_ROW(502, "The store holds a row that cannot be read"),
  MODEL_NOT_LOADED(503, "The model is not loaded"),
  STORE_UNREACHABLE(503, "The store cannot be reached"),
  DEADLINE_EXCEEDED(504, "The store did not answer in time");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The same words for every problem of the kind. */
  public String title() {
    return title;
  }

  /** The URI by which programs know the kind. */
  public String type() {
    return "urn:freshet:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
