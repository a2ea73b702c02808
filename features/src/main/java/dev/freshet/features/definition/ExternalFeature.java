package dev.freshet.features.definition;

import dev.freshet.features.type.ValueType;
import java.util.List;

/**
 * A feature that another server has, which is asked for it with each request; offline it is a
 * column of the spine, or null.
 *
 * @param view the name of its external view, which is its view's name on the server too
 */
public record ExternalFeature(String view, String name, ValueType type) implements Feature {

  @Override
  public String canonical(Repository repository) {
    ExternalView of =
        repository
            .externalView(view)
            .orElseThrow(() -> new IllegalArgumentException("no external view " + view));
    return "external %s %s\nentity %s%s"
        .formatted(
            fullName(),
            type.text(),
            of.entity().name(),
            of.entity().joinKeys().stream().map(Entity.JoinKey::name).toList());
  }

  @Override
  public List<AggregatedFeature> aggregated() {
    return List.of();
  }

  @Override
  public List<ExternalFeature> external() {
    return List.of(this);
  }

  @Override
  public List<ContextField> context() {
    return List.of();
  }
}
