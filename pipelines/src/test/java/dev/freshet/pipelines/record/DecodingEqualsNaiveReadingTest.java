package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Source;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DecodingEqualsNaiveReadingTest {

  private static final Source SOURCE =
      Sources.source(
          "s:string",
          "d:double",
          "i:int64",
          "b:bool",
          "t:timestamp",
          "ls:list<string>",
          "ld:list<double>:ls",
          "md:map<string,double>",
          "ms:map<string,string>:md",
          "inner:string:c.s",
          "deeper:int64:c.c.i",
          "c:map<string,string>",
          "time_again:timestamp:ts",
          "id_again:string:id");

  @Test
  void onRandomRecordsGoodAndBad() {
    long seed = System.nanoTime();
    RandomRecord records = new RandomRecord(new Random(seed));
    RecordDecoder decoder = new RecordDecoder(SOURCE);
    Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);
    int decoded = 0;
    int misfits = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] record = records.next();
      TreeSet<Integer> mistyped = new TreeSet<>();

      Decoding decoding = decoder.decode(record, 1_795_348_739_999L, mistyped::add);
      NaiveReading naive = NaiveReading.of(SOURCE, record, 1_795_348_799_999L);

      assertThat(decoding)
          .as("seed %d, record %d: %s", seed, i, new String(record, UTF_8))
          .isEqualTo(naive.decoding());
      assertThat(mistyped)
          .as("seed %d, record %d: %s", seed, i, new String(record, UTF_8))
          .isEqualTo(naive.mistyped());
      if (decoding instanceof Decoding.Refused refusal) {
        refused.merge(refusal.reason(), 1, Integer::sum);
      } else {
        decoded++;
        misfits += mistyped.size();
      }
    }
    assertThat(decoded).as("seed %d", seed).isGreaterThan(10_000);
    assertThat(misfits).as("seed %d", seed).isGreaterThan(10_000);
    assertThat(refused)
        .as("seed %d", seed)
        .containsOnlyKeys(
            Refusal.INVALID_UTF8,
            Refusal.NOT_AN_OBJECT,
            Refusal.TOO_DEEP,
            Refusal.NO_EVENT_TIME,
            Refusal.TOO_FAR_AHEAD);
  }
}
