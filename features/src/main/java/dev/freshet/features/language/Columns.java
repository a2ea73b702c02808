package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.encoding.Encoding;
import dev.freshet.features.encoding.Numeric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns of a service, each known by {@code view__feature} and {@code view:feature}, with what
 * its encoding adds.
 */
record Columns(ServiceDraft service, Map<String, String> byName, List<String> broken) {

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
                  .formatted(service.name(), entry.key(), FullNames.hint(entry.key(), shown())));
    }
    return Optional.ofNullable(column);
  }

  /** Whether a name may be of what cannot be read. */
  private boolean mayBeLost(String name) {
    return service.lost()
        || service.mayBring(name)
        || broken.stream().anyMatch(feature -> isOf(name, feature));
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
