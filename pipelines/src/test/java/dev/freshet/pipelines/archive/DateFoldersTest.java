package dev.freshet.pipelines.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.junit.jupiter.api.Test;

class DateFoldersTest {

  private static final long DAY = Duration.ofDays(1).toMillis();

  private final ArrivalFolders folders = new ArrivalFolders();

  @Test
  void aRowIsInTheFolderOfItsDayInUtc() {
    assertThat(folder(0, 0)).isEqualTo("_arrivals/user/date=1970-01-01");
    assertThat(folder(-1, 0)).isEqualTo("_arrivals/user/date=1969-12-31");
    assertThat(folder(253_402_300_799_999L, 0)).isEqualTo("_arrivals/user/date=9999-12-31");
    assertThat(folder(-62_167_219_200_000L, 0)).isEqualTo("_arrivals/user/date=0000-01-01");
  }

  @Test
  void daysBeyondManyAtOnceAreOfNoDay() {
    for (int day = 0; day < DateFolders.MOST_FOLDERS; day++) {
      assertThat(folder(day * DAY, day)).startsWith("_arrivals/user/date=1");
    }
    long late = DateFolders.OPEN.toMillis() - 1;
    assertThat(folder(40_000 * DAY, late)).isEqualTo("_arrivals/user/" + DateFolders.NO_DAY);
    assertThat(folder(7 * DAY, late)).isEqualTo("_arrivals/user/date=1970-01-08");
  }

  @Test
  void aDayThatIsOverMakesRoom() {
    for (int day = 0; day < DateFolders.MOST_FOLDERS; day++) {
      folder(day * DAY, day);
    }
    folder(0, 100);
    long later = DateFolders.OPEN.toMillis() + 1;
    assertThat(folder(40_000 * DAY, later)).isEqualTo("_arrivals/user/date=2079-07-08");
    assertThat(folder(40_001 * DAY, later)).isEqualTo("_arrivals/user/" + DateFolders.NO_DAY);
    assertThat(folder(0, later)).isEqualTo("_arrivals/user/date=1970-01-01");
  }

  private String folder(long eventTime, long now) {
    Arrival arrival = new Arrival("user", "u1", "clicks", "clicks", 0, 0, eventTime, 0, 0, 1);
    return folders.getBucketId(arrival, new At(now));
  }

  private record At(long currentProcessingTime) implements BucketAssigner.Context {

    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public Long timestamp() {
      return null;
    }
  }
}
