package dev.freshet.serving;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.freshet.features.definition.ContextField;
import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.fold.EntityFold;
import dev.freshet.features.fold.Reach;
import dev.freshet.features.row.EntityKey;
import dev.freshet.serving.external.ExternalSource;
import dev.freshet.serving.feast.OnlineFeaturesEndpoint;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.json.JsonText;
import dev.freshet.serving.metric.ServingMetrics;
import dev.freshet.serving.request.Limits;
import dev.freshet.serving.store.Deadline;
import dev.freshet.serving.store.RowStore;
import dev.freshet.serving.v1.FeaturesEndpoint;
import dev.freshet.serving.vector.VectorReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first requests of a process, asked by itself before its ports open: code is loaded and
 * compiled while nobody waits. Else the first client's deadline would pass over it.
 */
final class Warmup {

  private static final Logger LOG = LoggerFactory.getLogger(Warmup.class);
  private static final Duration AT_MOST = Duration.ofMillis(500);
  private static final int ROUNDS = 200;

  private final Repository repository;
  private final VectorReader reader;
  private final Map<String, Integer> answered = new HashMap<>();

  private Warmup(Repository repository) {
    this.repository = repository;
    this.reader =
        new VectorReader(
            repository,
            new Limits(2, Integer.MAX_VALUE, 1),
            new RowsOfNoEvent(repository),
            ExternalSource.NONE,
            new ServingMetrics(),
            System::currentTimeMillis,
            vectors -> {});
  }

  /**
   * Asks for every feature service in turn, until it is routine or took long enough.
   *
   * @return how often each service was answered
   */
  static Map<String, Integer> run(Repository repository) {
    Warmup warmup = new Warmup(repository);
    if (!repository.services().isEmpty()) {
      warmup.run();
    }
    return warmup.answered;
  }

  private void run() {
    Endpoint ours = new FeaturesEndpoint(reader);
    Endpoint feasts = new OnlineFeaturesEndpoint(reader);
    Deadline end = Deadline.in(AT_MOST);
    List<FeatureService> services = repository.services();
    for (int round = 0; round < ROUNDS && end.remainingNanos() > 0; round++) {
      FeatureService service = services.get(round % services.size());
      ask(ours, service, false, end);
      ask(feasts, service, true, end);
    }
  }

  private void ask(Endpoint endpoint, FeatureService service, boolean feasts, Deadline end) {
    byte[] body = JsonText.of(out -> writeRequest(out, service, feasts));
    try {
      endpoint.answer(new Question(body, end)).toCompletableFuture().join();
      answered.merge(service.name(), 1, Integer::sum);
    } catch (RuntimeException e) {
      LOG.debug("Feature service {} was not warmed up", service.name(), e);
    }
  }

  private void writeRequest(JsonGenerator out, FeatureService service, boolean feasts)
      throws IOException {
    List<String> joinKeys =
        service.features().stream()
            .flatMap(this::entities)
            .flatMap(entity -> entity.joinKeys().stream())
            .map(Entity.JoinKey::name)
            .distinct()
            .toList();
    List<String> context =
        service.features().stream()
            .flatMap(feature -> feature.context().stream())
            .map(ContextField::name)
            .distinct()
            .toList();
    out.writeStartObject();
    out.writeStringField("feature_service", service.name());
    if (feasts) {
      out.writeBooleanField("full_feature_names", true);
    }
    out.writeObjectFieldStart("entities");
    for (String key : joinKeys) {
      out.writeFieldName(key);
      out.writeArray(new long[] {1, 2}, 0, 2);
    }
    if (feasts) {
      for (String name : context) {
        out.writeArrayFieldStart(name);
        out.writeNull();
        out.writeNull();
        out.writeEndArray();
      }
      out.writeEndObject();
    } else {
      out.writeEndObject();
      out.writeObjectFieldStart("context");
      for (String name : context) {
        out.writeNullField(name);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private Stream<Entity> entities(Feature feature) {
    return Stream.concat(
        feature.aggregated().stream().map(of -> repository.view(of.view()).orElseThrow().entity()),
        feature.external().stream()
            .map(of -> repository.externalView(of.view()).orElseThrow().entity()));
  }

  /** A store in which every entity has a row, and none an event. */
  private static final class RowsOfNoEvent implements RowStore {

    private final Map<String, byte[]> byPrefix = new HashMap<>();

    RowsOfNoEvent(Repository repository) {
      long now = System.currentTimeMillis();
      for (Entity entity : repository.entities()) {
        EntityFold fold = EntityFold.of(repository, entity);
        byPrefix.put(
            EntityKey.prefix(repository.project(), entity),
            fold.row(fold.create(), now, Reach.NEAR, 0).encode(0, 0));
      }
    }

    @Override
    public CompletableFuture<byte[][]> fetch(byte[][] keys, Deadline deadline) {
      byte[][] rows = new byte[keys.length][];
      for (int i = 0; i < keys.length; i++) {
        String key = new String(keys[i], StandardCharsets.UTF_8);
        rows[i] = byPrefix.get(key.substring(0, key.indexOf(':', key.indexOf(':') + 1) + 1));
      }
      return CompletableFuture.completedFuture(rows);
    }

    @Override
    public CompletableFuture<Void> ping(Deadline deadline) {
      return CompletableFuture.completedFuture(null);
    }
  }
}
