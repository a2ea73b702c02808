package dev.freshet.features.language;

import dev.freshet.features.definition.FeatureDefinition.Span;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Text;
import dev.freshet.features.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code windows} of one feature. */
final class SpansReader {

  /** What stands for no window at all. */
  static final String LIFETIME = "lifetime";

  private static final Span WHOLE_LIFE = new Span(Optional.empty(), "");

  private final Literals literals;
  private final List<Span> spans = new ArrayList<>();
  private boolean lost;

  SpansReader(Literals literals) {
    this.literals = literals;
  }

  /**
   * @param windows empty where the feature declares none: it is one over the lifetime
   */
  void read(Optional<Item> windows) {
    if (windows.isEmpty()) {
      spans.add(WHOLE_LIFE);
      return;
    }
    Optional<List<Item>> items =
        literals.list(windows.get(), "a list of durations such as [1h, 7d]");
    items.ifPresentOrElse(known -> known.forEach(this::add), () -> lost = true);
  }

  private void add(Item item) {
    if (item instanceof Text text && text.value().equals(LIFETIME)) {
      add(item, new Span(Optional.empty(), "_" + LIFETIME));
      return;
    }
    if (item instanceof Text text && isNearlyLifetime(text.value())) {
      literals.refuse(item, "is no window", "did you mean \"" + LIFETIME + "\"?");
      lost = true;
      return;
    }
    Optional<Duration> length = literals.duration(item);
    if (length.isPresent() && item instanceof Text text) {
      Window window = new Window(length.get(), text.value());
      add(item, new Span(Optional.of(window), "_" + window.text()));
    } else {
      lost = true;
    }
  }

  private static boolean isNearlyLifetime(String text) {
    return Nearest.to(text, List.of(LIFETIME)).isPresent();
  }

  private void add(Item item, Span span) {
    Optional<Duration> length = span.window().map(Window::length);
    Optional<Span> same =
        spans.stream()
            .filter(other -> other.window().map(Window::length).equals(length))
            .findFirst();
    if (same.isPresent()) {
      literals.refuse(
          item,
          "is the same window as \"" + same.get().suffix().substring(1) + "\"",
          "the windows of a feature differ: remove one");
    } else {
      spans.add(span);
    }
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Whether there may be windows that could not be read. */
  boolean lost() {
    return lost;
  }
}
