package dev.freshet.features.language;

import dev.freshet.features.document.Shape;
import java.util.List;

/** The keys of the definition language. */
final class Language {

  static final Shape REPOSITORY =
      new Shape(
          "a repository",
          List.of(),
          List.of(
              "project",
              "sources",
              "pairs",
              "entities",
              "feature_views",
              "external_views",
              "on_demand_feature_views",
              "feature_services",
              "models",
              "candidates"));

  static final Shape SOURCE =
      new Shape(
          "a source",
          List.of("name", "topic", "event_time", "fields"),
          List.of("files", "event_id", "deduplicate_within", "max_future_skew"));

  static final Shape PAIRS =
      new Shape("pairs", List.of("name", "source", "by", "of", "within"), List.of("where", "k"));

  static final Shape CONSTANT_TIME = new Shape("a constant time", List.of("constant"), List.of());

  static final Shape FIELD = new Shape("a field", List.of("type"), List.of("path"));

  static final Shape ENTITY = new Shape("an entity", List.of("name", "join_keys"), List.of());

  static final Shape VIEW =
      new Shape(
          "a feature view",
          List.of("name", "entity", "source", "features"),
          List.of("where", "ttl"));

  static final Shape FEATURE =
      new Shape(
          "a feature",
          List.of("name", "aggregation"),
          List.of("where", "value", "by", "windows", "k", "q", "half_life", "max_keys"));

  static final Shape EXTERNAL_VIEW =
      new Shape("an external view", List.of("name", "entity", "feast", "features"), List.of());

  static final Shape ON_DEMAND_VIEW =
      new Shape("an on-demand feature view", List.of("name", "features"), List.of("context"));

  static final Shape ON_DEMAND_FEATURE =
      new Shape("an on-demand feature", List.of("name", "type", "value"), List.of());

  static final Shape SERVICE =
      new Shape("a feature service", List.of("name", "features"), List.of("encode", "shadow"));

  static final Shape ENCODING =
      new Shape("an encoding", List.of(), List.of("one_hot", "keys", "length", "hash"));

  static final Shape MODEL =
      new Shape(
          "a model",
          List.of("name", "feature_service", "kind"),
          List.of("link", "bias", "weights", "missing", "file"));

  static final Shape CANDIDATES =
      new Shape("a source of candidates", List.of("name", "of", "feature"), List.of("for"));

  private Language() {}
}
