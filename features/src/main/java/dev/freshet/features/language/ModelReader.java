package dev.freshet.features.language;

import dev.freshet.features.definition.Model;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Nothing;
import dev.freshet.features.document.Text;
import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.encoding.Numeric;
import dev.freshet.features.type.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the entries under {@code models}. */
final class ModelReader {

  private static final String LINEAR = "linear";
  private static final List<String> OF_LINEAR = List.of("link", "bias", "weights", "missing");

  private final Path folder;
  private final Registry<ServiceDraft> services;
  private final Findings findings;
  private final Literals literals;

  ModelReader(Path folder, Registry<ServiceDraft> services, Findings findings) {
    this.folder = folder;
    this.services = services;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  void read(Item item, Registry<ModelDraft> models) {
    Optional<Members> read = Members.of(item, Language.MODEL, findings);
    if (read.isEmpty()) {
      models.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<String> kind = members.get("kind").flatMap(this::kind);
    Optional<Text> reference =
        members
            .get("feature_service")
            .flatMap(text -> literals.text(text, "the name of a feature service"));
    Optional<ServiceDraft> service = reference.flatMap(text -> services.find(text, findings));
    if (service.isPresent() && kind.isPresent() && !kind.get().equals(LINEAR)) {
      checkEncoded(service.get(), reference.get());
    }
    String named = name.orElse("");
    ModelDraft draft =
        kind.isPresent() && kind.get().equals(LINEAR)
            ? linear(named, service, members)
            : stored(named, service, kind, members);
    models.add(name, members.placeOf("name"), draft, findings);
  }

  private Optional<String> kind(Item item) {
    List<String> kinds = new ArrayList<>(List.of(LINEAR));
    for (Model.Format format : Model.Format.values()) {
      kinds.add(format.text());
    }
    return literals
        .text(item, "a kind of model")
        .flatMap(
            text ->
                kinds.contains(text.value())
                    ? Optional.of(text.value())
                    : literals.refuse(
                        text,
                        "is no kind of model" + Nearest.question(text.value(), kinds),
                        "write one of " + String.join(", ", kinds)));
  }

  /** A model in a file reads all of the service, as numbers. */
  private void checkEncoded(ServiceDraft service, Text reference) {
    for (String feature : service.features()) {
      Optional<ValueType> type = Optional.ofNullable(service.types().get(feature));
      if (type.isPresent()
          && !service.encodings().containsKey(feature)
          && !new Numeric().takes(type.get())) {
        findings.reportOnce(
            List.of(service.name(), feature),
            reference.place(),
            "models read numbers, and %s of the service \"%s\" is of type %s; %s"
                .formatted(
                    feature,
                    service.name(),
                    type.get().text(),
                    EncodingReader.remedy(type.get(), service.name())));
      }
    }
  }

  private ModelDraft linear(String name, Optional<ServiceDraft> service, Members members) {
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

  /** What is missing counts for something only where there is a weight to count it with. */
  private void checkWeighted(
      Members members, Optional<Columns> columns, Map<String, Double> weights) {
    if (columns.isEmpty() || !(members.get("missing").orElse(null) instanceof Mapping missing)) {
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

  private ModelDraft stored(
      String name, Optional<ServiceDraft> service, Optional<String> kind, Members members) {
    if (kind.isPresent()) {
      for (String key : OF_LINEAR) {
        if (members.get(key).isPresent()) {
          findings.report(
              members.placeOf(key),
              "only a linear model has \"%s\"; remove it, or write kind: linear".formatted(key));
        }
      }
      if (members.get("file").isEmpty()) {
        findings.report(
            members.place(),
            "a model of kind %s must have the key \"file\", which is missing; add it, such as models/%s.%s"
                .formatted(kind.get(), name.isEmpty() ? "name" : name, suffix(kind.get())));
      }
    }
    Optional<Model.File> file = members.get("file").flatMap(this::file);
    return new ModelDraft(
        name,
        service.map(ServiceDraft::name),
        whole ->
            new Model.Stored(
                name,
                whole,
                Model.Format.named(kind.orElseThrow()).orElseThrow(),
                file.orElseThrow()));
  }

  private static String suffix(String kind) {
    return kind.equals(Model.Format.ONNX.text()) ? "onnx" : "json";
  }

  private Optional<Model.File> file(Item item) {
    return literals
        .text(item, "the path of a file such as models/buy_soon.json")
        .flatMap(literals::withVariables)
        .flatMap(
            text ->
                text.value().isBlank() || text.value().indexOf('\0') >= 0
                    ? literals.refuse(text, "is no path of a file", "write models/buy_soon.json")
                    : Optional.of(new Model.File(folder.toAbsolutePath(), text.value())));
  }

  /**
   * The columns of a service, each known by {@code view__feature} and {@code view:feature}, with
   * what its encoding adds.
   */
  private record Columns(ServiceDraft service, Map<String, String> byName, List<String> broken) {

    static Columns of(ServiceDraft service) {
      Map<String, String> byName = new LinkedHashMap<>();
      List<String> broken = new ArrayList<>();
      for (String feature : service.features()) {
        Optional<Encoding> encoding =
            service
                .encodings()
                .getOrDefault(
                    feature,
                    Optional.ofNullable(service.types().get(feature))
                        .map(type -> (Encoding) new Numeric())
                        .filter(plain -> plain.takes(service.types().get(feature))));
        if (encoding.isPresent()) {
          add(feature, encoding.get(), byName);
        } else if (isBroken(service, feature)) {
          broken.add(feature);
        }
      }
      return new Columns(service, byName, broken);
    }

    private static boolean isBroken(ServiceDraft service, String feature) {
      return !service.types().containsKey(feature) || service.encodings().containsKey(feature);
    }

    private static void add(String feature, Encoding encoding, Map<String, String> byName) {
      List<String> columns = encoding.columns(feature.replaceFirst(":", "__"));
      List<String> names = encoding.columns(feature);
      for (int i = 0; i < columns.size(); i++) {
        byName.put(names.get(i), columns.get(i));
      }
      columns.forEach(column -> byName.putIfAbsent(column, column));
    }

    Optional<String> find(Mapping.Entry entry, Findings findings) {
      String column = byName.get(entry.key());
      if (column == null && !mayBeLost(entry.key())) {
        Optional<String> feature = unencoded(entry.key());
        findings.report(
            entry.place(),
            feature.isPresent()
                ? "a weight is for a number, and %s is of type %s; %s"
                    .formatted(
                        feature.get(),
                        service.types().get(feature.get()).text(),
                        EncodingReader.remedy(service.types().get(feature.get()), service.name()))
                : "the service \"%s\" has no column \"%s\"%s"
                    .formatted(service.name(), entry.key(), Nearest.hint(entry.key(), shown())));
      }
      return Optional.ofNullable(column);
    }

    /** Whether a name may be of what cannot be read. */
    private boolean mayBeLost(String name) {
      return service.lost() || broken.stream().anyMatch(feature -> isOf(name, feature));
    }

    private List<String> shown() {
      return byName.keySet().stream().filter(name -> name.contains(":")).toList();
    }

    /** The feature without an encoding that a name is of. */
    private Optional<String> unencoded(String name) {
      return service.features().stream()
          .filter(feature -> isOf(name, feature))
          .filter(feature -> byName.keySet().stream().noneMatch(known -> isOf(known, feature)))
          .findFirst();
    }

    /** Whether a name is a feature's, or that of one of the columns it is encoded in. */
    private static boolean isOf(String name, String feature) {
      return Stream.of(feature, feature.replaceFirst(":", "__"))
          .filter(name::startsWith)
          .map(start -> name.substring(start.length()))
          .anyMatch(rest -> rest.isEmpty() || "=.#".indexOf(rest.charAt(0)) >= 0);
    }
  }
}
