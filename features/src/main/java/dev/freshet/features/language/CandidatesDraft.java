package dev.freshet.features.language;

import dev.freshet.features.definition.AggregatedFeature;
import dev.freshet.features.definition.Candidates;
import dev.freshet.features.definition.Feature;
import java.util.Map;
import java.util.Optional;

/**
 * A source of candidates as far as it can be read.
 *
 * @param feature the full name; empty when there is none of that name
 * @param seeds the full name, if it has some
 */
record CandidatesDraft(String name, String of, Optional<String> feature, Optional<String> seeds) {

  Candidates whole(Map<String, Feature> features) {
    return new Candidates(
        name,
        of,
        (AggregatedFeature) features.get(feature.orElseThrow()),
        seeds.map(features::get).map(AggregatedFeature.class::cast));
  }
}
