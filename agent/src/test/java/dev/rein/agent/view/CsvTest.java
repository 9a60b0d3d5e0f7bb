package dev.rein.agent.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotesWhatWouldEndACell() {
    assertThat(Csv.row("a", "b,c", "d\"e", null, 7, true))
        .isEqualTo("a,\"b,c\",\"d\"\"e\",,7,true\r");
  }

  @Test
  void aSpreadsheetRunsNothing() {
    for (String start : new String[] {"=", "+", "-", "@", "\t", "\r"}) {
      assertThat(Csv.row(start + "cmd|' /C calc'!A0")).as(start).startsWith("'");
    }
    assertThat(Csv.row("=A1,B1")).isEqualTo("\"'=A1,B1\"\r");
    assertThat(Csv.row("a=b")).isEqualTo("a=b\r");
  }

  @Test
  void numbersBelowZeroStayNumbers() {
    assertThat(Csv.row(-5L)).isEqualTo("-5\r");
  }

  @Test
  void nothingBreaksALineOrSteersATerminal() {
    assertThat(Csv.row("a\nb\r\u001b[2J\u202e")).isEqualTo("a\\u000ab\\u000d\\u001b[2J\\u202e\r");
  }

  @Test
  void emptyCellsKeepTheirPlace() {
    assertThat(Csv.row(null, "", "x")).isEqualTo("\"\",,x\r");
  }
}
