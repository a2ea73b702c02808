package dev.freshet.pipelines.record;

/** Hears of declared fields that came with another type than the declared one. */
@FunctionalInterface
public interface FieldMeter {

  /** Hears nothing. */
  FieldMeter NONE = slot -> {};

  /**
   * A record that is an event has a field of another type, which therefore has no value.
   *
   * @param slot the field's position among the source's fields
   */
  void mistyped(int slot);
}
