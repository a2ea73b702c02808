package dev.freshet.features.language;

import dev.freshet.features.definition.Model;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nearest;
import dev.freshet.features.document.Text;
import dev.freshet.features.encoding.Numeric;
import dev.freshet.features.type.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries under {@code models}. */
final class ModelReader {

  private static final String LINEAR = "linear";
  private static final List<String> OF_LINEAR = List.of("link", "bias", "weights", "missing");

  private final Path folder;
  private final Registry<ServiceDraft> services;
  private final Findings findings;
  private final Literals literals;
  private final LinearReader linearReader;

  ModelReader(Path folder, Registry<ServiceDraft> services, Findings findings) {
    this.folder = folder;
    this.services = services;
    this.findings = findings;
    this.literals = new Literals(findings);
    this.linearReader = new LinearReader(findings);
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
            ? linearReader.read(named, service, members)
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
}
