package dev.freshet.serving.model.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.serving.fixture.Xgboost;
import dev.freshet.serving.model.Scorer;
import dev.freshet.serving.model.UnusableModelException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was damaged is refused, or is a model; it is never anything else. */
@Timeout(60)
class DamagedModelTest {

  private static final int FILES = 3_000;

  @ParameterizedTest
  @ValueSource(strings = {"json", "ubj"})
  void aFileThatWasCutShortIsRefused(String format) throws Exception {
    byte[] whole = model(30, format);
    Random random = new Random(31);
    for (int i = 0; i < 500; i++) {
      int length = random.nextInt(whole.length - 1);
      assertThat(isModel(Arrays.copyOf(whole, length), random, "seed 31, length " + length))
          .as("%s, seed 31: the first %d bytes of %d", format, length, whole.length)
          .isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "ubj"})
  void aFileWithOtherBytesIsRefusedOrAModel(String format) throws Exception {
    byte[] whole = model(32, format);
    int models = 0;
    for (int seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        int at = random.nextInt(damaged.length);
        damaged[at] =
            random.nextBoolean()
                ? (byte) (damaged[at] ^ (1 << random.nextInt(8)))
                : whole[random.nextInt(whole.length)];
      }
      models += isModel(damaged, random, format + ", seed " + seed) ? 1 : 0;
    }
    assertThat(models).as("files of both kinds").isBetween(FILES / 100, FILES * 99 / 100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "ubj"})
  void aFileWithPartsLeftOutOrTwiceIsRefusedOrAModel(String format) throws Exception {
    byte[] whole = model(33, format);
    for (int seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      int from = random.nextInt(whole.length);
      int to = random.nextInt(whole.length);
      byte[] damaged = Arrays.copyOf(whole, from + whole.length - to);
      System.arraycopy(whole, to, damaged, from, whole.length - to);
      isModel(damaged, random, format + ", seed " + seed);
    }
  }

  private static byte[] model(long seed, String format) throws Exception {
    Map<String, Object> settings = Map.of("objective", "binary:logistic", "max_depth", 4);
    return Xgboost.train(new Random(seed), 5, settings).toByteArray(format);
  }

  private static boolean isModel(byte[] file, Random random, String what) {
    try {
      Scorer model = TreeModels.read(file);
      if (model.width() < 1_000) {
        double[][] rows = new double[20][model.width()];
        for (double[] row : rows) {
          Arrays.setAll(row, i -> random.nextInt(5) == 0 ? Double.NaN : 5 * random.nextGaussian());
        }
        assertThat(model.raw(rows)).hasSize(20).doesNotContain(Double.NaN);
        assertThat(model.contributions(rows[0]).orElseThrow()).hasSize(model.width() + 1);
      }
      return true;
    } catch (UnusableModelException e) {
      assertThat(e.getMessage()).as(what).isNotBlank();
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(what, e);
    }
  }
}
