package dev.freshet.pipelines.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Utf8Test {

  @Test
  void knowsTextFromOtherBytes() {
    assertThat(Utf8.isValid("{\"name\": \"Zoë 😀\"}".getBytes(UTF_8))).isTrue();
    assertThat(Utf8.isValid(new byte[] {'a', (byte) 0xFF})).isFalse();
  }

  @Test
  void agreesWithTheStrictDecoderOfTheJdk() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int[] edges = {
      0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC1, 0xC2, 0xE0, 0xED, 0xF0, 0xF4, 0xF5
    };
    int valid = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(12); n > 0; n--) {
        int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x110000);
        text.appendCodePoint(Character.isDefined(point) ? point : 'x');
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      if (bytes.length > 0 && random.nextBoolean()) {
        bytes[random.nextInt(bytes.length)] = (byte) edges[random.nextInt(edges.length)];
      }
      boolean expected = strict(bytes);
      valid += expected ? 1 : 0;
      assertThat(Utf8.isValid(bytes)).as("seed %d, %d: %s", seed, i, text).isEqualTo(expected);
    }
    assertThat(valid).as("seed %d", seed).isBetween(20_000, 180_000);
  }

  private static boolean strict(byte[] bytes) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
