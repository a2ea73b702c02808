package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Shape;
import dev.freshet.features.document.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What definitions of one kind there are, by name.
 *
 * <p>Some may be lost, because their name or the whole file cannot be read. A reference to what may
 * be lost is not reported: one mistake is one problem.
 */
final class Registry<T> {

  private final Shape shape;
  private final String section;
  private final LostText lostText;
  private final Map<String, T> named = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<T> all = new ArrayList<>();
  private boolean lost;

  /**
   * @param section the key under which they are listed
   */
  Registry(Shape shape, String section, LostText lostText) {
    this.shape = shape;
    this.section = section;
    this.lostText = lostText;
  }

  /**
   * Adds a definition. A name that is taken is reported.
   *
   * @param name empty when it cannot be read
   * @param place that of the name
   * @return whether the name was free
   */
  boolean add(Optional<String> name, Place place, T thing, Findings findings) {
    all.add(thing);
    if (name.isEmpty()) {
      lose();
      return true;
    }
    Place first = places.putIfAbsent(name.get(), place);
    if (first != null) {
      findings.report(
          place,
          "there is already %s \"%s\", at %s; names of %s differ: rename or remove one"
              .formatted(shape.noun(), name.get(), first.fileAndLine(), section));
      return false;
    }
    named.put(name.get(), thing);
    return true;
  }

  /**
   * Whether another definition, of a kind whose names differ from these, would take a name that is
   * taken here; reported if so.
   */
  boolean isTaken(String name, Place place, Findings findings) {
    boolean taken = named.containsKey(name);
    if (taken) {
      findings.report(
          place,
          "there is already %s \"%s\"; names of views of all kinds differ: rename one"
              .formatted(shape.noun(), name));
    }
    return taken;
  }

  /** Takes note of definitions that could not be read. */
  void lose() {
    lost = true;
  }

  /** Whether there may be some that cannot be read. */
  boolean isLost() {
    return lost || !lostText.isEmpty();
  }

  /** All definitions, also those whose name is unknown or taken. */
  List<T> all() {
    return all;
  }

  Optional<T> named(String name) {
    return Optional.ofNullable(named.get(name));
  }

  Set<String> names() {
    return named.keySet();
  }

  /** Finds what a reference names; reports it when there is none of that name. */
  Optional<T> find(Text reference, Findings findings) {
    return find(reference.value(), reference, findings);
  }

  /**
   * @param reference where the name stands
   */
  Optional<T> find(String name, Text reference, Findings findings) {
    return find(name, reference, Set.of(), findings);
  }

  /**
   * @param others names of other kinds that may be meant too
   */
  Optional<T> find(String name, Text reference, Set<String> others, Findings findings) {
    Optional<T> thing = Optional.ofNullable(named.get(name));
    if (thing.isEmpty() && !mayBeLost(name)) {
      Set<String> valid = new LinkedHashSet<>(named.keySet());
      valid.addAll(others);
      String hint = Nearest.hint(name, valid);
      findings.reportOnce(
          new Missing(section, name),
          reference.place(),
          "there is no %s \"%s\"%s"
              .formatted(noun(), name, hint.isEmpty() ? "; define it under " + section : hint));
    }
    return thing;
  }

  private boolean mayBeLost(String name) {
    return lostText.mentions(name) || (lost && Nearest.to(name, named.keySet()).isEmpty());
  }

  /** Without the article. */
  private String noun() {
    return shape.noun().substring(shape.noun().indexOf(' ') + 1);
  }
}
