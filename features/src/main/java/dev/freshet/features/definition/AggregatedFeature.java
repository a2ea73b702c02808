package dev.freshet.features.definition;

import dev.freshet.features.type.ValueType;
import dev.freshet.features.window.Window;
import java.util.List;

/**
 * A feature made of events: one value of one entity.
 *
 * @param view the name of its view
 * @param name the definition's name with the span's suffix, such as {@code views_5m}
 */
public record AggregatedFeature(
    String view,
    String name,
    ValueType type,
    FeatureDefinition definition,
    FeatureDefinition.Span span)
    implements Feature {

  @Override
  public String canonical(Repository repository) {
    FeatureView of =
        repository.view(view).orElseThrow(() -> new IllegalArgumentException("no view " + view));
    return definition.canonical(of) + "\nwindow " + span.window().map(Window::text).orElse("");
  }

  @Override
  public List<AggregatedFeature> aggregated() {
    return List.of(this);
  }

  @Override
  public List<ExternalFeature> external() {
    return List.of();
  }

  @Override
  public List<ContextField> context() {
    return List.of();
  }
}
