package dev.freshet.infra.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A model that is trained while the demo runs ranks better than popularity: by what the visitors
 * click, who do not know by what they are served. One seed as a rule; {@code -Dlift.seeds=5} runs
 * five and pools them.
 */
class LiftIT {

  private static final int SEEDS = Integer.getInteger("lift.seeds", 1);
  private static final int ENOUGH_SEEDS = 5;
  private static final int SECONDS = 120;
  private static final Duration END = Duration.ofMinutes(8);
  private static final Duration LEAVE = Duration.ofSeconds(60);
  private static final double DEVIATIONS = 1.959963984540054;

  @TempDir Path folder;

  @Test
  void aTrainedModelIsClickedMoreThanPopularity() throws Exception {
    List<JsonNode> rates = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      JsonNode found = run(seed);
      System.out.println("seed " + seed + ": " + found);
      rates.add(found);
    }

    double lift = 0;
    double variance = 0;
    int favourable = 0;
    for (JsonNode found : rates) {
      double difference = found.at("/model_minus_popularity/difference").asDouble();
      double error = found.at("/model_minus_popularity/standard_error").asDouble();
      lift += difference / SEEDS;
      variance += error * error / (SEEDS * SEEDS);
      favourable += difference > 0 ? 1 : 0;
    }
    double low = lift - DEVIATIONS * Math.sqrt(variance);
    System.out.printf(
        "model - popularity over %d seeds: %.4f, 95 %% from %.4f; %d seeds favour the model%n",
        SEEDS, lift, low, favourable);
    assertThat(lift).as("%s", rates).isPositive();
    assertThat(favourable).as("%s", rates).isGreaterThanOrEqualTo(Math.min(SEEDS, 4));
    if (SEEDS >= ENOUGH_SEEDS) {
      assertThat(low).as("%s", rates).isPositive();
    }
  }

  private JsonNode run(int seed) throws Exception {
    try (DemoProcess demo =
        DemoProcess.start(
            folder, "--json", "--seconds", "" + SECONDS, "--seed", String.valueOf(seed))) {
      assertThat(demo.exitCode(END)).as(demo.said()).isZero();
      JsonNode line = new ObjectMapper().readTree(demo.out().get(0));
      JsonNode rates = line.path("click_rates");
      assertThat(rates.isObject()).as(demo.said()).isTrue();
      for (String arm : List.of("model", "popularity", "random")) {
        assertThat(rates.path(arm).path("shown").asLong()).as(arm + " " + rates).isGreaterThan(80);
      }
      assertThat(rates.path("trained_on").asLong()).isGreaterThan(500);
      assertThat(demo.leftovers(LEAVE)).isEmpty();
      return rates;
    }
  }
}
