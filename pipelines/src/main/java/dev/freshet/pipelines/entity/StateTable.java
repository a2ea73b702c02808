package dev.freshet.pipelines.entity;

import java.util.List;
import java.util.Optional;

/**
 * What is kept by key, over restarts: a state, whether its row is unfinished, and when to wake.
 * Used by one thread.
 */
interface StateTable {

  Optional<byte[]> get(String key) throws Exception;

  void put(String key, byte[] state) throws Exception;

  /** Forgets the key's state and its mark; its wakes stay. */
  void remove(String key) throws Exception;

  /** All keys with a state, in no order; what changes meanwhile may or may not show. */
  Keys keys() throws Exception;

  /** Marks a key whose row must be written whole though no event comes. */
  void mark(String key) throws Exception;

  void unmark(String key) throws Exception;

  List<String> marked() throws Exception;

  /** Asks for the key to be woken at an instant. */
  void wakeAt(String key, long instant) throws Exception;

  void cancelWake(String key, long instant) throws Exception;

  /** Keys one after the other. */
  interface Keys extends AutoCloseable {

    /** The next key; empty behind the last. */
    Optional<String> next();

    @Override
    void close();
  }
}
