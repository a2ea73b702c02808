package dev.freshet.features.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a mapping, its keys checked against a {@link Shape}.
 *
 * <p>One mistake is one problem: a misspelt key is reported and then read as the key it resembles,
 * so that this one is not missed as well.
 */
public final class Members {

  private final Place place;
  private final Map<String, Item> values = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();

  private boolean strange;

  private Members(Place place) {
    this.place = place;
  }

  /** Empty, and reported, when the item is no mapping. */
  public static Optional<Members> of(Item item, Shape shape, Findings findings) {
    if (!(item instanceof Mapping mapping)) {
      findings.report(
          item.place(),
          "%s is not %s, which is a mapping; write its keys: %s"
              .formatted(item.shown(), shape.noun(), String.join(", ", shape.keys())));
      return Optional.empty();
    }
    Members members = new Members(mapping.place());
    List<Mapping.Entry> entries = mapping.distinctEntries(findings);
    members.addUnknown(members.addKnown(entries, shape), shape, findings);
    return Optional.of(members);
  }

  public Place place() {
    return place;
  }

  /** Empty when the key is not there; if it is required, this has been reported. */
  public Optional<Item> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** The place of the key, or of the whole mapping where there is none. */
  public Place placeOf(String key) {
    return places.getOrDefault(key, place);
  }

  /** Whether there are keys that resemble none: what they were meant to say is lost. */
  public boolean hasStrangeKeys() {
    return strange;
  }

  private List<Mapping.Entry> addKnown(List<Mapping.Entry> entries, Shape shape) {
    List<Mapping.Entry> unknown = new ArrayList<>();
    for (Mapping.Entry entry : entries) {
      if (shape.keys().contains(entry.key())) {
        put(entry.key(), entry.place(), entry.value());
      } else {
        unknown.add(entry);
      }
    }
    return unknown;
  }

  /** What is unknown may be what is missing: the two together are one problem. */
  private void addUnknown(List<Mapping.Entry> unknown, Shape shape, Findings findings) {
    List<String> missing = new ArrayList<>(shape.required());
    missing.removeAll(values.keySet());
    List<Mapping.Entry> unlike = new ArrayList<>();
    for (Mapping.Entry entry : unknown) {
      Optional<String> meant = meant(entry.key(), missing, shape);
      if (meant.isPresent()) {
        findings.report(
            entry.place(), unknownKey(entry, "did you mean \"" + meant.get() + "\"?", shape));
        putGuessed(meant.get(), entry);
        missing.remove(meant.get());
      } else {
        unlike.add(entry);
      }
    }
    for (Mapping.Entry entry : unlike) {
      String remedy =
          missing.isEmpty()
              ? "remove it, or use one of " + String.join(", ", shape.keys())
              : "it must have \"" + missing.remove(0) + "\"";
      findings.report(entry.place(), unknownKey(entry, remedy, shape));
      strange = true;
    }
    missing.forEach(
        key ->
            findings.report(
                place,
                "%s must have the key \"%s\", which is missing; add it"
                    .formatted(shape.noun(), key)));
  }

  private Optional<String> meant(String key, List<String> missing, Shape shape) {
    List<String> free = new ArrayList<>(shape.keys());
    free.removeAll(values.keySet());
    return Nearest.to(key, missing).or(() -> Nearest.to(key, free));
  }

  private static String unknownKey(Mapping.Entry entry, String remedy, Shape shape) {
    return entry.key().isEmpty()
        ? "a list or mapping is no key of %s; %s".formatted(shape.noun(), remedy)
        : "\"%s\" is no key of %s; %s".formatted(entry.key(), shape.noun(), remedy);
  }

  private void putGuessed(String key, Mapping.Entry entry) {
    Item value = entry.value();
    put(key, entry.place().guess(), value instanceof Text text ? text.guessed() : value);
  }

  private void put(String key, Place at, Item value) {
    values.put(key, value);
    places.put(key, at);
  }
}
