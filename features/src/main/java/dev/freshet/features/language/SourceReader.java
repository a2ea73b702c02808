package dev.freshet.features.language;

import dev.freshet.features.definition.EventTime;
import dev.freshet.features.definition.FieldPath;
import dev.freshet.features.definition.Source;
import dev.freshet.features.document.Findings;
import dev.freshet.features.document.Item;
import dev.freshet.features.document.Mapping;
import dev.freshet.features.document.Members;
import dev.freshet.features.document.Place;
import dev.freshet.features.document.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the entries under {@code sources}. */
final class SourceReader {

  static final Duration DEDUPLICATE_WITHIN = Duration.ofHours(1);
  static final Duration MAX_FUTURE_SKEW = Duration.ofMinutes(1);

  /** Kafka's limit of 249, less the suffix of the topic of dead letters. */
  static final int TOPIC_CHARACTERS = 249 - ".dead-letters".length();

  private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern FILES = Pattern.compile(".*\\.((jsonl|csv)(\\.gz)?|parquet)");

  /** Stands where a time should be. */
  static final EventTime UNKNOWN_TIME = new EventTime.At(FieldPath.parse("unknown"));

  private final Path folder;
  private final Findings findings;
  private final Literals literals;
  private final Map<String, Place> topics = new LinkedHashMap<>();

  SourceReader(Path folder, Findings findings) {
    this.folder = folder;
    this.findings = findings;
    this.literals = new Literals(findings);
  }

  void read(Item item, Registry<SourceDraft> sources) {
    Optional<Members> read = Members.of(item, Language.SOURCE, findings);
    if (read.isEmpty()) {
      sources.lose();
      return;
    }
    Members members = read.get();
    Optional<String> name = members.get("name").flatMap(literals::name);
    Optional<Text> topic = members.get("topic").flatMap(this::topic);
    SourceDraft draft = draft(name.orElse(""), topic.map(Text::value).orElse(""), members);
    boolean first = sources.add(name, members.placeOf("name"), draft, findings);
    topic.filter(text -> first).ifPresent(this::claim);
  }

  private SourceDraft draft(String name, String topic, Members members) {
    Optional<EventTime> eventTime = members.get("event_time").flatMap(this::eventTime);
    FieldsReader fields = new FieldsReader(findings);
    members.get("fields").ifPresentOrElse(fields::read, fields::lose);
    eventTime.ifPresent(fields::addEventTime);
    Source source =
        new Source(
            name,
            topic,
            members.get("files").flatMap(this::files),
            eventTime.orElse(UNKNOWN_TIME),
            members.get("event_id").flatMap(literals::path),
            fields.fields(),
            members
                .get("deduplicate_within")
                .flatMap(literals::duration)
                .orElse(DEDUPLICATE_WITHIN),
            members.get("max_future_skew").flatMap(literals::duration).orElse(MAX_FUTURE_SKEW),
            Optional.empty());
    return new SourceDraft(
        members.placeOf("name"), source, fields.places(), fields.broken(), fields.lost());
  }

  private Optional<Text> topic(Item item) {
    return literals
        .text(item, "the name of a Kafka topic")
        .flatMap(
            text -> {
              String topic = text.value();
              boolean valid =
                  TOPIC.matcher(topic).matches()
                      && !topic.matches("\\.{1,2}")
                      && topic.length() <= TOPIC_CHARACTERS;
              return valid
                  ? Optional.of(text)
                  : literals.refuse(
                      text,
                      "is not the name of a Kafka topic",
                      "write at most %d letters, digits, dots, _ and -"
                          .formatted(TOPIC_CHARACTERS));
            });
  }

  private void claim(Text topic) {
    Place first = topics.putIfAbsent(topic.value(), topic.place());
    if (first != null) {
      literals.refuse(
          topic,
          "is the topic of another source, at " + first.fileAndLine(),
          "a topic has one source: name another topic, or make it one source");
    }
  }

  private Optional<Source.Files> files(Item item) {
    return literals
        .text(item, "a path such as events/*.jsonl")
        .flatMap(
            text -> {
              if (!FILES.matcher(text.value()).matches()) {
                return literals.refuse(
                    text,
                    "names no files that can be read",
                    "it must end in .jsonl or .csv (each also .gz) or .parquet");
              }
              return literals
                  .withVariables(text)
                  .map(path -> new Source.Files(folder, path.value()));
            });
  }

  private Optional<EventTime> eventTime(Item item) {
    if (item instanceof Mapping) {
      Optional<Instant> constant =
          Members.of(item, Language.CONSTANT_TIME, findings)
              .flatMap(members -> members.get("constant"))
              .flatMap(literals::instant);
      return constant.map(EventTime.Constant::new);
    }
    return literals.path(item).map(EventTime.At::new);
  }
}
