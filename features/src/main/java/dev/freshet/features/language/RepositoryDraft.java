package dev.freshet.features.language;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.definition.ExternalView;
import dev.freshet.features.definition.Feature;
import dev.freshet.features.definition.FeatureService;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.OnDemandView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Listing;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Nothing;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Text;
import dev.freshet.features.encoding.Encoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A repository while it is read: first all documents are collected, then all is checked. */
final class RepositoryDraft {

  private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private final Findings findings;
  private final LostText lostText;
  private final Literals literals;
  private final SourceReader sourceReader;
  private final Registry<SourceDraft> sources;
  private final Registry<EntityDraft> entities;
  private final Registry<ViewDraft> views;
  private final Registry<ExternalDraft> externalViews;
  private final Registry<OnDemandDraft> onDemandViews;
  private final Registry<ServiceDraft> services;
  private final Registry<ModelDraft> models;
  private final Registry<CandidatesDraft> candidates;
  private final Path folder;
  private final Map<String, List<Item>> sections = new LinkedHashMap<>();
  private final List<Text> projects = new ArrayList<>();
  private boolean projectLost;

  RepositoryDraft(Path folder, LostText lostText, Findings findings) {
    this.findings = findings;
    this.lostText = lostText;
    this.literals = new Literals(findings);
    this.sourceReader = new SourceReader(folder, findings);
    this.sources = new Registry<>(Language.SOURCE, "sources", lostText);
    this.entities = new Registry<>(Language.ENTITY, "entities", lostText);
    this.views = new Registry<>(Language.VIEW, "feature_views", lostText);
    this.externalViews = new Registry<>(Language.EXTERNAL_VIEW, "external_views", lostText);
    this.onDemandViews =
        new Registry<>(Language.ON_DEMAND_VIEW, "on_demand_feature_views", lostText);
    this.services = new Registry<>(Language.SERVICE, "feature_services", lostText);
    this.models = new Registry<>(Language.MODEL, "models", lostText);
    this.candidates = new Registry<>(Language.CANDIDATES, "candidates", lostText);
    this.folder = folder;
  }

  /** Takes a document in. */
  void collect(Item document) {
    Optional<Members> read = Members.of(document, Language.REPOSITORY, findings);
    if (read.isEmpty() || read.get().hasStrangeKeys()) {
      List.of(sources, entities, views, externalViews, onDemandViews, services, models, candidates)
          .forEach(Registry::lose);
    }
    read.ifPresent(this::collect);
  }

  private void collect(Members members) {
    members.get("project").ifPresent(this::collectProject);
    collect(members, "sources", sources);
    collect(members, "pairs", sources);
    collect(members, "entities", entities);
    collect(members, "feature_views", views);
    collect(members, "external_views", externalViews);
    collect(members, "on_demand_feature_views", onDemandViews);
    collect(members, "feature_services", services);
    collect(members, "models", models);
    collect(members, "candidates", candidates);
  }

  private void collectProject(Item item) {
    String rule = "letters, digits, dots, _ and -, not starting with a dot or -";
    Optional<Text> text = literals.text(item, "the name of the project");
    Optional<Text> project =
        text.filter(known -> PROJECT.matcher(known.value()).matches())
            .or(
                () ->
                    text.flatMap(
                        t -> literals.refuse(t, "is no name of a project", "write " + rule)));
    project.ifPresentOrElse(projects::add, () -> projectLost = true);
  }

  private void collect(Members members, String section, Registry<?> registry) {
    Optional<Item> item = members.get(section).filter(found -> !(found instanceof Nothing));
    if (item.isPresent() && item.get() instanceof Listing listing) {
      sections.computeIfAbsent(section, key -> new ArrayList<>()).addAll(listing.items());
    } else if (item.isPresent()) {
      literals.refuse(
          item.get(), "is not a list", "write a list of " + section + ", each with a -");
      registry.lose();
    }
  }

  /**
   * Checks all that was collected.
   *
   * @param file where the project would be written
   */
  void check(String file) {
    checkProject(file);
    EntityReader entityReader = new EntityReader(findings);
    FeatureNames names = new FeatureNames(findings);
    ViewReader viewReader = new ViewReader(entities, sources, names, findings);
    ExternalReader externalReader = new ExternalReader(entities, views, names, findings);
    OnDemandReader onDemandReader = new OnDemandReader(views, externalViews, names, findings);
    ServiceReader serviceReader =
        new ServiceReader(views, List.of(externalViews, onDemandViews), findings);
    section("sources").forEach(item -> sourceReader.read(item, sources));
    PairsReader pairsReader = new PairsReader(sources, findings);
    section("pairs").forEach(pairsReader::read);
    section("entities").forEach(item -> entityReader.read(item, entities));
    section("feature_views").forEach(item -> viewReader.read(item, views));
    JoinKeys joinKeys = joinKeys();
    type(joinKeys);
    section("external_views").forEach(item -> externalReader.read(item, externalViews));
    section("on_demand_feature_views").forEach(item -> onDemandReader.read(item, onDemandViews));
    section("feature_services").forEach(item -> serviceReader.read(item, services));
    ModelReader modelReader = new ModelReader(folder, services, findings);
    section("models").forEach(item -> modelReader.read(item, models));
    CandidatesReader candidatesReader =
        new CandidatesReader(foldedFeatures(), entities, joinKeys, findings);
    section("candidates").forEach(item -> candidatesReader.read(item, candidates));
    services.all().forEach(this::checkShadow);
  }

  private void checkShadow(ServiceDraft service) {
    for (Text name : service.shadow()) {
      models
          .find(name, findings)
          .flatMap(ModelDraft::service)
          .filter(other -> !other.equals(service.name()))
          .ifPresent(
              other ->
                  literals.refuse(
                      name,
                      "reads the service \"%s\"".formatted(other),
                      "a model scores along with models of its own service: name one of those"));
    }
  }

  private List<Item> section(String name) {
    return sections.getOrDefault(name, List.of());
  }

  private void checkProject(String file) {
    if (projects.isEmpty() && !projectLost && !lostText.mentions("project")) {
      findings.report(
          new Place(file, 1, "project"),
          "the repository has no project, by which its rows in the store are told from others'; add"
              + " project: NAME to one file");
    }
    for (Text other : projects) {
      Text first = projects.get(0);
      if (!other.value().equals(first.value())) {
        literals.refuse(
            other,
            "is another project than %s at %s"
                .formatted(first.shown(), first.place().fileAndLine()),
            "a repository has one: remove or change this one");
      }
    }
  }

  private FoldedFeatures foldedFeatures() {
    return new FoldedFeatures(
        views,
        Map.of(
            "is a feature of another server",
            externalViews,
            "is computed on demand",
            onDemandViews),
        findings);
  }

  private JoinKeys joinKeys() {
    return new JoinKeys(sources.all(), views.all(), sources.isLost(), findings);
  }

  private Map<EntityDraft, Entity> type(JoinKeys joinKeys) {
    Map<EntityDraft, Entity> typed = new LinkedHashMap<>();
    entities.all().forEach(entity -> typed.put(entity, joinKeys.type(entity)));
    return typed;
  }

  /** The whole; only to be asked for when nothing was reported. */
  Repository repository() {
    Map<EntityDraft, Entity> typed = type(joinKeys());
    List<FeatureView> whole = views.all().stream().map(view -> view(view, typed)).toList();
    Map<String, Feature> features = new LinkedHashMap<>();
    for (FeatureView view : whole) {
      view.features().forEach(feature -> features.put(feature.fullName(), feature));
    }
    List<ExternalView> external =
        externalViews.all().stream().map(view -> view.view(typed)).toList();
    for (ExternalView view : external) {
      view.features().forEach(feature -> features.put(feature.fullName(), feature));
    }
    List<OnDemandView> computed =
        onDemandViews.all().stream().map(view -> view.view(features)).toList();
    for (OnDemandView view : computed) {
      view.features().forEach(feature -> features.put(feature.fullName(), feature));
    }
    Map<String, FeatureService> served = new LinkedHashMap<>();
    services.all().forEach(draft -> served.put(draft.name(), service(draft, features)));
    return new Repository(
        projects.get(0).value(),
        sources.all().stream().map(SourceDraft::source).toList(),
        List.copyOf(typed.values()),
        whole,
        external,
        computed,
        List.copyOf(served.values()),
        models.all().stream()
            .map(draft -> draft.whole().apply(served.get(draft.service().orElseThrow())))
            .toList(),
        candidates.all().stream().map(draft -> draft.whole(features)).toList());
  }

  private static FeatureView view(ViewDraft view, Map<EntityDraft, Entity> entities) {
    return new FeatureView(
        view.name(),
        entities.get(view.entity().orElseThrow()),
        view.source().orElseThrow().source(),
        view.where(),
        view.ttl(),
        view.definitions().stream().map(draft -> draft.definition().orElseThrow()).toList());
  }

  private static FeatureService service(ServiceDraft service, Map<String, Feature> features) {
    Map<String, Encoding> encodings = new LinkedHashMap<>();
    service.encodings().forEach((name, encoding) -> encodings.put(name, encoding.orElseThrow()));
    return new FeatureService(
        service.name(),
        service.features().stream().map(features::get).toList(),
        encodings,
        service.shadow().stream().map(Text::value).toList());
  }
}
