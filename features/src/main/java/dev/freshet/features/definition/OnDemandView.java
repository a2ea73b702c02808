package dev.freshet.features.definition;

import java.util.List;

/**
 * A named group of features that are computed when they are asked for.
 *
 * @param context what requests bring for it, in the order of declaration
 */
public record OnDemandView(
    String name, List<ContextField> context, List<OnDemandFeature> features) {

  public OnDemandView {
    context = List.copyOf(context);
    features = List.copyOf(features);
  }
}
