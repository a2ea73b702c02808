package dev.freshet.features.language;

import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Members;
import dev.freshet.features.expression.Expression;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the entries under {@code feature_views}. */
final class ViewReader {

  private final Registry<EntityDraft> entities;
  private final Registry<SourceDraft> sources;
  private final Findings findings;
  private final Literals literals;
  private final FeatureNames names;

  ViewReader(
      Registry<EntityDraft> entities,
      Registry<SourceDraft> sources,
      FeatureNames names,
      Findings findings) {
    this.entities = entities;
    this.sources = sources;
    this.findings = findings;
    this.literals = new Literals(findings);
    this.names = names;
  }

  void read(Item item, Registry<ViewDraft> views) {
    Optional<Members> read = Members.of(item, Language.VIEW, findings);
    if (read.isEmpty()) {
      views.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<SourceDraft> source = find(members, "source", sources);
    Optional<EntityDraft> entity = find(members, "entity", entities);
    ExpressionReader expressions = new ExpressionReader(source, findings);
    Optional<Expression> where = members.get("where").flatMap(expressions::where);
    Optional<Duration> ttl = members.get("ttl").flatMap(literals::duration);
    Optional<List<Item>> features =
        members.get("features").flatMap(list -> literals.list(list, "a list of features"));
    List<DefinitionDraft> definitions = definitions(features.orElse(List.of()), expressions);
    boolean lost = features.filter(list -> list.size() == definitions.size()).isEmpty();
    ViewDraft view =
        new ViewDraft(
            name.orElse(""),
            members.placeOf("source"),
            entity,
            source,
            where,
            ttl,
            definitions,
            lost);
    if (views.add(name, members.placeOf("name"), view, findings)) {
      name.ifPresent(known -> names.claimColumns(known, definitions));
    }
  }

  private <T> Optional<T> find(Members members, String key, Registry<T> things) {
    return members
        .get(key)
        .flatMap(item -> literals.text(item, "the name of one"))
        .flatMap(text -> things.find(text, findings));
  }

  private List<DefinitionDraft> definitions(List<Item> items, ExpressionReader expressions) {
    FeatureReader reader = new FeatureReader(expressions, findings);
    List<DefinitionDraft> definitions = new ArrayList<>();
    items.forEach(item -> reader.read(item).ifPresent(definitions::add));
    names.checkView(definitions);
    return definitions;
  }
}
