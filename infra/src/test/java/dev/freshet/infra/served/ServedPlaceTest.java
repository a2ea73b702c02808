package dev.freshet.infra.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedPlaceTest {

  @TempDir private Path folder;

  @Test
  void isATopicAFileOrAFolder() {
    assertThat(ServedPlace.of("kafka://b1:9092,b2:9092/served"))
        .isEqualTo(new ServedPlace.Topic("b1:9092,b2:9092", "served"));
    assertThat(ServedPlace.of("logs/home.jsonl"))
        .isEqualTo(new ServedPlace.LogFile(Path.of("logs/home.jsonl")));
    assertThat(ServedPlace.of("logs"))
        .isEqualTo(new ServedPlace.LogFile(Path.of("logs/served.jsonl")));
    assertThat(ServedPlace.of(folder.toString()))
        .isEqualTo(new ServedPlace.LogFile(folder.resolve("served.jsonl")));
  }

  @Test
  void isReadAsItIsWritten() {
    for (String text : new String[] {"kafka://b1:9092/served", folder + "/served.jsonl"}) {
      assertThat(ServedPlace.of(text).text()).isEqualTo(text);
    }
  }

  @Test
  void aTopicHasAnAddressAndAName() {
    for (String wrong :
        new String[] {"kafka://served", "kafka://b1/served", "kafka://b1:9092/a b", "kafka:"}) {
      assertThatThrownBy(() -> ServedPlace.of(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("write");
    }
  }
}
