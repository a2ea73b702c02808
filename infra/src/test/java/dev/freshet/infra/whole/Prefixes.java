package dev.freshet.infra.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.FeatureView;
import dev.freshet.features.definition.Repository;
import dev.freshet.features.event.Event;
import dev.freshet.features.oracle.Expected;
import dev.freshet.features.oracle.Oracle;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.row.Status;
import dev.freshet.infra.whole.Sightings.Sighting;
import dev.freshet.infra.whole.World.One;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What readers may see at any time: every value is the one that scanning the first events of its
 * entity gives, as many as the row's version counts. For entities of one source, whose events keep
 * their order and never come too late.
 */
final class Prefixes {

  private final long seed;
  private final Repository repository;
  private final World world;
  private final Memory memory;

  /** Which events a row of some version can tell of. */
  interface Memory {

    /** Everything that was folded. */
    Memory ALL = (feature, version, one, folded) -> Optional.of(folded);

    /**
     * Those that a feature remembers.
     *
     * @param folded the events that the row tells of
     * @return empty where the row knows nothing of the feature
     */
    Optional<List<Event>> of(
        AggregatedFeature feature, RowVersion version, One one, List<Event> folded);
  }

  /** How much was seen: values in all, and those cut off at a horizon. */
  record Seen(int values, int cutOff) {}

  Prefixes(long seed, Repository repository, World world, Memory memory) {
    this.seed = seed;
    this.repository = repository;
    this.world = world;
    this.memory = memory;
  }

  /** Every value seen is explained, and those at or beyond a horizon only are missing. */
  Seen assertExplain(Sightings sightings) {
    Set<String> done = new HashSet<>();
    int[] cutOff = {0};
    sightings.stream()
        .forEach(
            sighting -> {
              for (int place = 0; place < sighting.features().size(); place++) {
                String name = sighting.features().get(place).textValue();
                AggregatedFeature feature = feature(name);
                FeatureView view = repository.view(feature.view()).orElseThrow();
                One one = sighting.one(world, view.entity());
                if (done.add(sighting.asOf() + " " + name + " " + one.request())) {
                  cutOff[0] += isCutOff(sighting, place, view, feature, one) ? 1 : 0;
                }
              }
            });
    return new Seen(done.size(), cutOff[0]);
  }

  private AggregatedFeature feature(String name) {
    return repository.feature(name).orElseThrow().aggregated().get(0);
  }

  /** Whether the value is cut off, rightly; else it is the right one. */
  private boolean isCutOff(
      Sighting sighting, int place, FeatureView view, AggregatedFeature feature, One one) {
    JsonNode node = sighting.row().get("values").get(place);
    Object value = Answers.value(node, feature.type());
    Status status = Status.valueOf(sighting.row().get("statuses").get(place).textValue());
    Optional<RowVersion> version = sighting.version(view.entity().name());
    String told =
        "seed %d, %s of %s at %d, %s: read %s %s"
            .formatted(
                seed, feature.fullName(), one.request(), sighting.asOf(), version, value, status);
    int folded = version.map(v -> Math.toIntExact(v.folded())).orElse(0);
    assertThat(one.events(view.source())).as(told).hasSizeGreaterThanOrEqualTo(folded);
    List<Event> first = List.copyOf(one.events(view.source()).subList(0, folded));
    if (version.isEmpty()) {
      assertThat(Oracle.value(view, feature, first, sighting.asOf()).admits(value))
          .as(told)
          .isTrue();
      assertThat(status).as(told).isEqualTo(Status.NOT_FOUND);
      return false;
    }
    Optional<List<Event>> known = memory.of(feature, version.get(), one, first);
    if (known.isEmpty()) {
      assertThat(value).as(told).isNull();
      assertThat(status).as(told).isEqualTo(Status.NULL_VALUE);
      return false;
    }
    Expected expected = Oracle.value(view, feature, known.get(), sighting.asOf());
    if (status == Status.OUTSIDE_MAX_AGE && !expected.expired()) {
      assertThat(value).as(told).isNull();
      assertThat(sighting.asOf()).as(told).isGreaterThanOrEqualTo(version.get().horizon());
      return true;
    }
    assertThat(expected.admits(value)).as("%s, wanted %s", told, expected.value()).isTrue();
    Status present = value == null ? Status.NULL_VALUE : Status.PRESENT;
    assertThat(status).as(told).isEqualTo(expected.expired() ? Status.OUTSIDE_MAX_AGE : present);
    return false;
  }
}
