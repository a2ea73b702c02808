package dev.freshet.pipelines.record;

import dev.freshet.features.event.Event;

/** What a record turned out to be. */
public sealed interface Decoding {

  /** An event. */
  record Decoded(Event event) implements Decoding {}

  /** Nothing that could be taken in. */
  record Refused(Refusal reason) implements Decoding {}
}
