package dev.freshet.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Model;
import dev.freshet.features.definition.Repository;
import dev.freshet.serving.feast.OnlineFeaturesEndpoint;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.plan.Catalog;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.recommend.Recommender;
import dev.freshet.serving.request.Selection;
import dev.freshet.serving.score.Scoring;
import dev.freshet.serving.v1.FeaturesEndpoint;
import dev.freshet.serving.v1.RankEndpoint;
import dev.freshet.serving.v1.RecommendEndpoint;
import dev.freshet.serving.v1.ScoreEndpoint;
import dev.freshet.serving.vector.VectorReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** One request for each thing that a repository defines and clients ask for, by every way. */
final class FirstRequests {

  private static final List<Integer> TWO = List.of(1, 2);
  private static final List<Integer> MANY = IntStream.rangeClosed(1, 200).boxed().toList();

  private final Catalog catalog;
  private final List<FirstRequest> requests = new ArrayList<>();

  private FirstRequests(Catalog catalog) {
    this.catalog = catalog;
  }

  /** A request for the thing of that name. */
  record FirstRequest(String name, Endpoint endpoint, byte[] body) {}

  static List<FirstRequest> of(
      Repository repository, VectorReader reader, Scoring scoring, Recommender recommender) {
    FirstRequests all = new FirstRequests(reader.catalog());
    for (FeatureService service : repository.services()) {
      all.ours(service, new FeaturesEndpoint(reader));
      all.feasts(service, new OnlineFeaturesEndpoint(reader));
    }
    for (Model model : repository.models()) {
      all.score(model, new ScoreEndpoint(scoring));
      all.rank(model, new RankEndpoint(scoring));
    }
    for (Candidates candidates : repository.candidates()) {
      repository.models().stream()
          .filter(model -> all.keys(model.service()).contains(candidates.of()))
          .findFirst()
          .ifPresent(model -> all.recommend(candidates, model, new RecommendEndpoint(recommender)));
    }
    return all.requests;
  }

  private void ours(FeatureService service, Endpoint endpoint) {
    Map<String, Object> body = new TreeMap<>();
    body.put("feature_service", service.name());
    body.put("entities", each(keys(service), TWO));
    body.put("context", each(context(service), null));
    add(service.name(), endpoint, body);
  }

  private void feasts(FeatureService service, Endpoint endpoint) {
    Map<String, Object> columns = each(context(service), Arrays.asList(null, null));
    columns.putAll(each(keys(service), TWO));
    add(
        service.name(),
        endpoint,
        Map.of("feature_service", service.name(), "full_feature_names", true, "entities", columns));
  }

  private void score(Model model, Endpoint endpoint) {
    Map<String, Object> body = asked(model, each(keys(model.service()), TWO));
    body.put("explain", true);
    add(model.name(), endpoint, body);
  }

  private void rank(Model model, Endpoint endpoint) {
    Set<String> keys = keys(model.service());
    Optional<String> of = keys.stream().reduce((first, last) -> last);
    if (of.isPresent()) {
      keys.remove(of.get());
      Map<String, Object> body = asked(model, each(keys, 1));
      body.put("candidates", Map.of(of.get(), MANY));
      add(model.name(), endpoint, body);
    }
  }

  private void recommend(Candidates candidates, Model model, Endpoint endpoint) {
    Set<String> keys = keys(model.service());
    keys.remove(candidates.of());
    String told = candidates.seeds().orElse(candidates.feature()).fullName();
    keys.addAll(keys(new Selection.Names(List.of(told))));
    Map<String, Object> body = asked(model, each(keys, 1));
    body.put("from", List.of(candidates.name()));
    add(candidates.name(), endpoint, body);
  }

  private Map<String, Object> asked(Model model, Map<String, Object> entities) {
    Map<String, Object> body = new TreeMap<>();
    body.put("model", model.name());
    body.put("entities", entities);
    body.put("context", each(context(model.service()), null));
    return body;
  }

  private Set<String> keys(FeatureService service) {
    return keys(new Selection.Service(service.name()));
  }

  private Set<String> keys(Selection selection) {
    Set<String> names = new LinkedHashSet<>();
    catalog.plan(selection).joinKeys().stream().map(Entity.JoinKey::name).forEach(names::add);
    return names;
  }

  private Set<String> context(FeatureService service) {
    Plan plan = catalog.plan(new Selection.Service(service.name()));
    Set<String> names = new LinkedHashSet<>();
    plan.context().stream().map(ContextField::name).forEach(names::add);
    return names;
  }

  private static Map<String, Object> each(Collection<String> names, Object value) {
    Map<String, Object> members = new LinkedHashMap<>();
    names.forEach(name -> members.put(name, value));
    return members;
  }

  private void add(String name, Endpoint endpoint, Map<String, Object> body) {
    requests.add(new FirstRequest(name, endpoint, JsonText.of(out -> write(out, body))));
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> members) {
      out.writeStartObject();
      for (Map.Entry<?, ?> member : members.entrySet()) {
        out.writeFieldName((String) member.getKey());
        write(out, member.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> elements) {
      out.writeStartArray();
      for (Object element : elements) {
        write(out, element);
      }
      out.writeEndArray();
    } else {
      out.writeObject(value);
    }
  }
}
