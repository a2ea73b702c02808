package dev.freshet.serving.feast;

import dev.freshet.serving.http.Answer;
import dev.freshet.serving.http.Endpoint;
import dev.freshet.serving.http.Question;
import dev.freshet.serving.plan.Plan;
import dev.freshet.serving.request.Dialect;
import dev.freshet.serving.request.FeatureRequest;
import dev.freshet.serving.request.JsonRequest;
import dev.freshet.serving.vector.VectorReader;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** {@code POST /get-online-features}: as Feast's feature server answers, column by column. */
public record OnlineFeaturesEndpoint(VectorReader reader) implements Endpoint {

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public String path() {
    return "/get-online-features";
  }

  @Override
  public CompletionStage<Answer> answer(Question question) {
    FeatureRequest request = JsonRequest.read(Dialect.FEAST, question.body());
    Plan plan = reader.catalog().plan(request.selection());
    Set<String> joinKeys = request.withContext(plan.contextNames()).entities().keySet();
    ColumnNames names = ColumnNames.of(plan.features(), joinKeys, request.fullNames());
    return reader
        .read(request, question.deadline())
        .thenApply(vectors -> Answer.json(new ColumnsJson(names, vectors)));
  }
}
