package dev.freshet.pipelines.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.features.definition.Entity;
import dev.freshet.features.row.RowVersion;
import dev.freshet.features.type.Scalar;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewestVersionsTest {

  private static final Entity USER =
      new Entity("user", List.of(new Entity.JoinKey("user_id", Scalar.STRING)));

  private final NewestVersions newest = new NewestVersions();

  @Test
  void aRowThatIsGoneWasNewerBefore() {
    assertThat(newest.isOlder(USER, "ada", Optional.empty(), 1_000)).isFalse();
    assertThat(newest.isOlder(USER, "ada", version(3), 2_000)).isFalse();
    assertThat(newest.isOlder(USER, "ada", version(4), 3_000)).isFalse();
    assertThat(newest.isOlder(USER, "bob", Optional.empty(), 5_000)).isFalse();
    assertThat(newest.isOlder(USER, "ada", Optional.empty(), 5_000)).isTrue();
    assertThat(newest.isOlder(USER, "ada", version(3), 6_000)).isTrue();
    assertThat(newest.isOlder(USER, "ada", version(4), 7_000)).isFalse();
  }

  @Test
  void answersThatOvertakeEachOtherAreNoLoss() {
    assertThat(newest.isOlder(USER, "ada", version(4), 3_000)).isFalse();
    assertThat(newest.isOlder(USER, "ada", version(3), 2_990)).isFalse();
    assertThat(newest.isOlder(USER, "ada", version(3), 3_010)).isFalse();
  }

  @Test
  void afterALongTimeARowMayHaveGoneByItself() {
    assertThat(newest.isOlder(USER, "ada", version(4), 3_000)).isFalse();
    assertThat(newest.isOlder(USER, "ada", Optional.empty(), 90_000_000)).isFalse();
  }

  private static Optional<RowVersion> version(long folded) {
    return Optional.of(new RowVersion(1, folded, 1, RowVersion.ENDLESS));
  }
}
