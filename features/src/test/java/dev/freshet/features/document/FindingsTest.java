package dev.freshet.features.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {

  private final Findings findings = new Findings();

  @Test
  void areInTheOrderOfFilesAndLines() {
    findings.report(at("b.yaml", 1), "third");
    findings.report(at("a.yaml", 9), "second");
    findings.report(at("a.yaml", 2), "first");

    assertThat(messages()).containsExactly("first", "second", "third");
  }

  @Test
  void oneMistakeIsReportedOnceWithItsOtherPlaces() {
    for (int line = 1; line <= 8; line++) {
      findings.reportOnce("clicks", at("a.yaml", line), "there is no source clicks");
      findings.reportOnce("clicks", at("a.yaml", line), "there is no source clicks");
    }
    findings.reportOnce("orders", at("a.yaml", 9), "there is no source orders");

    assertThat(messages())
        .containsExactly(
            "there is no source clicks (also at a.yaml:2, a.yaml:3, a.yaml:4, a.yaml:5, a.yaml:6"
                + " and 2 more)",
            "there is no source orders");
  }

  @Test
  void whatIsFoundAtAGuessIsNotReported() {
    findings.report(at("a.yaml", 1).guess(), "no");
    findings.reportOnce("clicks", at("a.yaml", 1).guess().member("x", 2), "no");

    assertThat(findings.isEmpty()).isTrue();
  }

  private static Place at(String file, int line) {
    return new Place(file, line, "");
  }

  private List<String> messages() {
    return findings.inOrder().stream().map(Finding::message).toList();
  }
}
