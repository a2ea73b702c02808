package dev.freshet.pipelines.record;

import java.util.Locale;

/** Why a record is refused whole, so that it goes to the dead letters. */
public enum Refusal {
  TOO_LARGE("the record is over 1 MiB (1048576 bytes)"),
  INVALID_UTF8("the record is not valid UTF-8"),
  NOT_AN_OBJECT("the record is not one JSON object"),
  TOO_DEEP("the record nests deeper than 64"),
  NO_EVENT_TIME(
      "the record has no readable event time: RFC 3339, or epoch milliseconds as number or digits"),
  TOO_FAR_AHEAD("the event time is further ahead of the record's timestamp than max_future_skew");

  private final String text;

  Refusal(String text) {
    this.text = text;
  }

  /** The reason in a sentence. */
  public String text() {
    return text;
  }

  /** The reason in one word, such as {@code too_deep}: what metrics and headers say. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
