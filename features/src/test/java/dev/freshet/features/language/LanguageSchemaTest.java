package dev.freshet.features.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.freshet.features.document.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JSON Schema, by which editors complete definitions, says what the reader does. */
class LanguageSchemaTest {

  private static final String FILE = "freshet.schema.json";
  private static final JsonNode SCHEMA = json();
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA);

  /** The keys that only some aggregations have, or must have. */
  private static final List<String> OPTIONAL =
      List.of("value", "by", "windows", "k", "q", "half_life", "max_keys");

  @Test
  void aValidFileIsValid() {
    assertThat(errors(Shop.YAML)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{name: x}",
        "{name: x, aggregation: cuont}",
        "{name: x y, aggregation: count}",
        "{name: x, aggregation: count, colour: red}",
        "{name: x, aggregation: count, windows: 5m}",
        "{name: x, aggregation: count, windows: [5]}",
        "{name: x, aggregation: count, windows: [5x]}",
        "{name: x, aggregation: count, windows: [5m, 5m]}",
        "{name: x, aggregation: count, value: event.price}",
        "{name: x, aggregation: count, max_keys: 5}",
        "{name: x, aggregation: sum}",
        "{name: x, aggregation: stddev, value: event.price, by: event.type}",
        "{name: x, aggregation: last_k, value: event.price}",
        "{name: x, aggregation: last_k, value: event.price, k: 0}",
        "{name: x, aggregation: last_k, value: event.price, k: 1001}",
        "{name: x, aggregation: quantile, value: event.price, q: 1.5}",
        "{name: x, aggregation: decayed_sum, value: 1.0, half_life: 1d, windows: [1h]}",
        "{name: x, aggregation: time_since_last, windows: [1h]}"
      })
  void aFeatureThatTheReaderRefusesIsRefusedInTheEditor(String feature) {
    String views = "{name: idle_seconds, aggregation: time_since_last}";

    assertThat(errors(Shop.edit(Shop.YAML, views, feature))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topic: a b",
        "topic: t\n    colour: red",
        "topic: t\n    deduplicate_within: 1w",
        "topik: t"
      })
  void aSourceThatTheReaderRefusesIsRefusedInTheEditor(String topic) {
    String yaml = Shop.edit(Shop.YAML, "topic: shop.interactions ", topic + " ");

    assertThat(errors(yaml)).isNotEmpty();
  }

  @Test
  void modelsAreValid() {
    assertThat(errors(ModelsTest.MODELS)).isEmpty();
  }

  @Test
  void everyMistakeOfAModelThatNeedsNoOtherDefinitionIsRefusedInTheEditor() {
    ModelMistakes.all()
        .filter(ModelMistake::shows)
        .forEach(mistake -> assertThat(errors(mistake.yaml())).as(mistake.to()).isNotEmpty());
  }

  @Test
  void keysAreThoseOfTheLanguage() {
    Map<String, Shape> shapes =
        Map.ofEntries(
            Map.entry("/$defs/source", Language.SOURCE),
            Map.entry("/$defs/source/properties/event_time/anyOf/1", Language.CONSTANT_TIME),
            Map.entry(
                "/$defs/source/properties/fields/additionalProperties/anyOf/1", Language.FIELD),
            Map.entry("/$defs/entity", Language.ENTITY),
            Map.entry("/$defs/feature_view", Language.VIEW),
            Map.entry("/$defs/feature", Language.FEATURE),
            Map.entry("/$defs/external_view", Language.EXTERNAL_VIEW),
            Map.entry("/$defs/on_demand_feature_view", Language.ON_DEMAND_VIEW),
            Map.entry("/$defs/on_demand_feature", Language.ON_DEMAND_FEATURE),
            Map.entry("/$defs/feature_service", Language.SERVICE),
            Map.entry("/$defs/encoding", Language.ENCODING),
            Map.entry("/$defs/model", Language.MODEL),
            Map.entry("", Language.REPOSITORY));
    shapes.forEach(
        (at, shape) -> {
          JsonNode node = SCHEMA.at(at);
          assertThat(node.path("properties").fieldNames())
              .toIterable()
              .as(at)
              .containsExactlyElementsOf(shape.keys());
          assertThat(texts(node.path("required"))).as(at).isEqualTo(shape.required());
          assertThat(node.path("additionalProperties").asBoolean(true)).as(at).isFalse();
        });
  }

  @Test
  void everyKeyIsDescribed() {
    SCHEMA
        .findParents("properties")
        .forEach(
            parent -> {
              boolean condition = parent.has("required") && !parent.has("type");
              if (parent.has("type") && !condition) {
                parent
                    .get("properties")
                    .properties()
                    .forEach(
                        key ->
                            assertThat(key.getValue().has("description"))
                                .as(key.getKey())
                                .isTrue());
              }
            });
  }

  @Test
  void aggregationsAreThoseOfTheLanguage() {
    assertThat(texts(SCHEMA.at("/$defs/feature/properties/aggregation/enum")))
        .isEqualTo(AggregationForm.names());
  }

  @ParameterizedTest
  @EnumSource(AggregationForm.class)
  void theKeysOfAnAggregationAreThoseOfTheLanguage(AggregationForm form) {
    JsonNode then = rule(form);
    Set<String> required = new HashSet<>();
    Set<String> forbidden = new HashSet<>(OPTIONAL);
    if (form.takes() != Takes.NOTHING) {
      required.add("value");
    }
    if (form.option() != AggregationOption.NONE) {
      required.add(form.option().key());
    }
    forbidden.removeAll(required);
    forbidden.removeIf(key -> key.equals("by") && form.allowsBy());
    forbidden.removeIf(key -> key.equals("windows") && form.allowsWindows());
    forbidden.removeIf(key -> key.equals("max_keys") && form.allowsMaxKeys(form.allowsBy()));

    assertThat(texts(then.path("required"))).containsExactlyInAnyOrderElementsOf(required);
    assertThat(then.path("properties").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(forbidden);
    assertThat(texts(then.at("/dependentRequired/max_keys")))
        .isEqualTo(form.allowsBy() ? List.of("by") : List.of());
  }

  @Test
  void rangesAndDefaultsAreThoseOfTheLanguage() {
    JsonNode feature = SCHEMA.at("/$defs/feature/properties");
    JsonNode source = SCHEMA.at("/$defs/source/properties");

    assertThat(feature.at("/k/maximum").asInt()).isEqualTo(FeatureReader.GREATEST_K);
    assertThat(feature.at("/max_keys/maximum").asInt()).isEqualTo(FeatureReader.GREATEST_MAX_KEYS);
    assertThat(feature.at("/max_keys/default").asInt()).isEqualTo(FeatureReader.MAX_KEYS);
    assertThat(DurationText.parse(source.at("/deduplicate_within/default").asText()))
        .contains(SourceReader.DEDUPLICATE_WITHIN);
    assertThat(DurationText.parse(source.at("/max_future_skew/default").asText()))
        .contains(SourceReader.MAX_FUTURE_SKEW);
    assertThat(source.at("/topic/pattern").asText()).contains("1," + SourceReader.TOPIC_CHARACTERS);
  }

  static List<String> errors(String yaml) {
    return VALIDATOR.validate(yaml, InputFormat.YAML).stream().map(Object::toString).toList();
  }

  private static JsonNode rule(AggregationForm form) {
    for (JsonNode rule : SCHEMA.at("/$defs/feature/allOf")) {
      if (rule.at("/if/properties/aggregation/const").asText().equals(form.text())) {
        return rule.get("then");
      }
    }
    throw new AssertionError("the schema has no rule for " + form.text());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static JsonNode json() {
    try (InputStream in = RepositoryReader.class.getResourceAsStream(FILE)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
