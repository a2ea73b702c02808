package dev.freshet.serving.vector;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalFeature;
import dev.freshet.serving.external.ExternalAnswer;
import dev.freshet.serving.external.ExternalSource;
import dev.freshet.serving.external.ExternalValue;
import dev.freshet.serving.plan.ExternalPart;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.store.Deadline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What other servers say of the entities of a request: each view asked once, of each key once. */
final class FetchedRows {

  private final List<ExternalPart> parts;
  private final int[][] places;
  private final ExternalAnswer[] answers;

  private FetchedRows(List<ExternalPart> parts) {
    this.parts = parts;
    this.places = new int[parts.size()][];
    this.answers = new ExternalAnswer[parts.size()];
  }

  /** Asks for what a plan needs; completes when every view has answered or cannot. */
  static CompletableFuture<FetchedRows> fetch(
      Plan plan, EntityRows rows, ExternalSource source, Deadline deadline) {
    FetchedRows fetched = new FetchedRows(plan.external());
    List<CompletableFuture<?>> asked = new ArrayList<>();
    for (int p = 0; p < plan.external().size() && rows.count() > 0; p++) {
      int part = p;
      List<Map<String, Object>> keys = fetched.distinct(part, rows);
      ExternalPart of = plan.external().get(part);
      asked.add(
          source
              .fetch(of.view(), of.features(), keys, deadline)
              .thenAccept(answer -> fetched.answers[part] = answer));
    }
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> fetched);
  }

  private List<Map<String, Object>> distinct(int part, EntityRows rows) {
    ExternalPart of = parts.get(part);
    int[] joinKeys = of.joinKeys();
    List<Entity.JoinKey> names = of.entity().joinKeys();
    Map<Map<String, Object>, Integer> seen = new HashMap<>();
    List<Map<String, Object>> distinct = new ArrayList<>();
    places[part] = new int[rows.count()];
    for (int row = 0; row < rows.count(); row++) {
      Map<String, Object> key = new LinkedHashMap<>();
      for (int n = 0; n < joinKeys.length; n++) {
        key.put(names.get(n).name(), rows.plannedValue(row, joinKeys[n]));
      }
      Integer place = seen.putIfAbsent(key, distinct.size());
      places[part][row] = place == null ? distinct.size() : place;
      if (place == null) {
        distinct.add(key);
      }
    }
    return distinct;
  }

  /** What a row of the request has of a part's feature. */
  ExternalValue value(int row, int part, int place) {
    return answers[part].values()[places[part][row]][place];
  }

  /** The features of which some value could not be fetched. */
  List<ExternalFeature> missing() {
    List<ExternalFeature> missing = new ArrayList<>();
    for (int part = 0; part < answers.length; part++) {
      List<ExternalFeature> features = parts.get(part).features();
      for (int place = 0; answers[part] != null && place < features.size(); place++) {
        if (answers[part].missing()[place]) {
          missing.add(features.get(place));
        }
      }
    }
    return missing;
  }

  /** Counts what an answer with so many rows takes of it. */
  void served(int rows) {
    for (int part = 0; part < answers.length; part++) {
      for (int row = 0; row < rows; row++) {
        for (int place = 0; place < parts.get(part).features().size(); place++) {
          parts.get(part).meter().served(value(row, part, place).status());
        }
      }
    }
  }
}
