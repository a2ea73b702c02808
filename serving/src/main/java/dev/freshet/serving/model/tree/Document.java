package dev.freshet.serving.model.tree;

import dev.freshet.serving.model.UnusableModelException;

/**
 * A model's file as nested values, whatever its format; read once, from front to back. What is read
 * takes memory in proportion to its bytes, what is skipped takes none.
 */
interface Document {

  /** How deep values may nest: the library's own go to 7. */
  int MAX_DEPTH = 64;

  /** Takes exactly one value of the document: that of the field. */
  interface FieldReader {
    void read(String name) throws UnusableModelException;
  }

  /** Takes exactly one value of the document. */
  interface ItemReader {
    void read() throws UnusableModelException;
  }

  /**
   * Reads an object.
   *
   * @param what what it is, for messages
   */
  void fields(String what, FieldReader reader) throws UnusableModelException;

  /** Reads a list. */
  void items(String what, ItemReader reader) throws UnusableModelException;

  /** Reads a list of numbers, to the nearest float. */
  float[] floats(String what) throws UnusableModelException;

  /** Reads a list of integers; true is 1, false is 0. */
  int[] ints(String what) throws UnusableModelException;

  /** Reads text, or a number as text. */
  String text(String what) throws UnusableModelException;

  /** Passes over a value. */
  void skip() throws UnusableModelException;
}
