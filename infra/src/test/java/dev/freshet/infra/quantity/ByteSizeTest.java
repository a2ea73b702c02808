package dev.freshet.infra.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @Test
  void readsAndWritesSizes() {
    assertThat(ByteSize.parse("16KiB")).isEqualTo(new ByteSize(16_384));
    assertThat(new ByteSize(16_384)).hasToString("16KiB");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "7B, 7", "1KiB, 1024", "3MiB, 3145728", "2GiB, 2147483648"})
  void knowsTheseUnits(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes()).isEqualTo(bytes);
    assertThat(ByteSize.parse(ByteSize.parse(text).toString()).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "KiB", "0", "0KiB", "-1", "1.5KiB", "1kb", "1 KiB", "999999999999999999GiB"})
  void refusesAllElseAndSaysWhatIsRight(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"")
        .hasMessageContaining("such as 16KiB");
  }
}
