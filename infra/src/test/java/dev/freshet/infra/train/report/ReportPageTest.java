package dev.freshet.infra.train.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportPageTest {

  @Test
  void nothingHasNoSign() {
    assertThat(ReportPage.number(-0.00004)).isEqualTo("0.0000");
    assertThat(ReportPage.number(-0.00006)).isEqualTo("-0.0001");
    assertThat(ReportPage.number(-1234.4)).isEqualTo("-1,234");
  }
}
