package dev.freshet.features.language;

import dev.freshet.features.definition.Model;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nothing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what is a linear model's own: its weights, and what it makes of them. */
final class LinearReader {

  private final Findings findings;
  private final Literals literals;

  LinearReader(Findings findings) {
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  ModelDraft read(String name, Optional<ServiceDraft> service, Members members) {
    members
        .get("file")
        .ifPresent(
            file ->
                findings.report(
                    members.placeOf("file"),
                    "a linear model has no file: its weights stand in the definition; remove it"));
    Model.Link link = members.get("link").flatMap(this::link).orElse(Model.Link.IDENTITY);
    double bias = members.get("bias").flatMap(literals::number).orElse(0.0);
    Optional<Columns> columns = service.map(Columns::of);
    Map<String, Double> weights = numbers(members, "weights", columns);
    Map<String, Double> missing = numbers(members, "missing", columns);
    checkWeights(members);
    checkWeighted(members, columns, weights);
    return new ModelDraft(
        name,
        service.map(ServiceDraft::name),
        whole -> new Model.Linear(name, whole, link, bias, weights, missing));
  }

  private void checkWeights(Members members) {
    Optional<Item> weights = members.get("weights");
    if (weights.isEmpty()
        || weights.get() instanceof Nothing
        || (weights.get() instanceof Mapping mapping && mapping.entries().isEmpty())) {
      findings.report(
          weights.isEmpty() ? members.place() : members.placeOf("weights"),
          "a linear model must have weights; write weights: {\"view:feature\": 0.5}");
    }
  }

  /**
   * What is missing counts for something only where there is a weight to count it with: where all
   * weights are known.
   */
  private void checkWeighted(
      Members members, Optional<Columns> columns, Map<String, Double> weights) {
    if (columns.isEmpty()
        || !(members.get("missing").orElse(null) instanceof Mapping missing)
        || !(members.get("weights").orElse(null) instanceof Mapping weighted)
        || weights.isEmpty()
        || weighted.entries().size() != weights.size()) {
      return;
    }
    for (Mapping.Entry entry : missing.entries()) {
      String column = columns.get().byName().get(entry.key());
      if (column != null && !weights.containsKey(column)) {
        findings.report(
            entry.place(),
            "\"%s\" has no weight, so what it counts for where it has no value changes nothing; give it one under weights, or remove it here"
                .formatted(entry.key()));
      }
    }
  }

  private Optional<Model.Link> link(Item item) {
    return literals
        .text(item, "a link")
        .flatMap(
            text -> {
              Optional<Model.Link> link = Model.Link.named(text.value());
              return link.isPresent()
                  ? link
                  : literals.refuse(text, "is no link", "write identity or logistic");
            });
  }

  private Map<String, Double> numbers(Members members, String key, Optional<Columns> columns) {
    Optional<Item> item = members.get(key).filter(found -> !(found instanceof Nothing));
    Map<String, Double> numbers = new LinkedHashMap<>();
    if (item.isEmpty()) {
      return numbers;
    } else if (!(item.get() instanceof Mapping mapping)) {
      literals.refuse(
          item.get(), "is no mapping from column to number", "write {\"view:feature\": 0.5}");
      return numbers;
    } else {
      for (Mapping.Entry entry : mapping.distinctEntries(findings)) {
        Optional<Double> number = literals.number(entry.value());
        columns
            .flatMap(known -> known.find(entry, findings))
            .ifPresent(column -> put(column, number, entry, numbers));
      }
      return numbers;
    }
  }

  private void put(
      String column, Optional<Double> number, Mapping.Entry entry, Map<String, Double> numbers) {
    if (numbers.containsKey(column)) {
      findings.report(
          entry.place(),
          "\"%s\" stands here twice, under two names; write it once".formatted(column));
    } else {
      numbers.put(column, number.orElse(0.0));
    }
  }
}
