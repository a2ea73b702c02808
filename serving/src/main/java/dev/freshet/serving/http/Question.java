package dev.freshet.serving.http;

import dev.freshet.serving.store.Deadline;

/**
 * A request, read in full.
 *
 * @param body empty if there is none
 * @param deadline when the answer must be there
 */
public record Question(byte[] body, Deadline deadline) {}
