package dev.rein.agent.view.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  @TempDir private Path dir;

  @Test
  void whatMattersComesFirstAndInPlainWords() throws IOException {
    ReportData data = HostileLedger.report(dir, "coder");

    assertThat(data.state()).isEqualTo("ended");
    assertThat(data.lengthMillis()).isGreaterThanOrEqualTo(9000);
    assertThat(data.findings())
        .extracting(ReportData.Finding::text)
        .startsWith(
            "Account coder is paused",
            "Paused for coder of account coder, once",
            "Calls refused: files.read of account jvm, 2 times",
            "Calls refused: coder of account coder, 3 times");
    assertThat(data.paths()).containsExactly(new ReportData.Count("coder", 1));
    assertThat(data.commands()).containsExactly(new ReportData.Count("coder", 1));
  }

  @Test
  void modelsAndMoneyHaveASectionOfTheirOwn() throws IOException {
    ReportData data = HostileLedger.report(dir, "coder");

    assertThat(data.models().cost()).isEqualTo("0.00123");
    assertThat(data.models().models())
        .extracting(ModelReport.Line::name, ModelReport.Line::text, ModelReport.Line::calls)
        .containsExactly(
            tuple("coder coder", "$0.00123", 1L),
            tuple("openai new", "not known", 1L),
            tuple("coder a model that is not known", "$0.00", 1L));
    assertThat(data.models().accounts())
        .extracting(ModelReport.Line::name, ModelReport.Line::calls)
        .containsExactly(tuple("jvm", 3L), tuple("coder below jvm", 1L));
    assertThat(data.models().days())
        .extracting(ModelReport.Line::name, ModelReport.Line::inputTokens)
        .containsExactly(tuple("2026-11-21", 1_007L));
    assertThat(data.models().tools()).containsExactly(new ModelReport.Tool("coder", 1, 1));
    String sentence =
        "Calls of models: 3, $0.00123; the price of 1 is not known; tokens of 1 are estimated.";
    assertThat(HtmlReport.of(data, ReportAssets.load()))
        .contains("<h2>Models and money</h2>", sentence, "By model", "By account", "By day (UTC)");
    assertThat(TextReport.lines(data))
        .contains("models and money", "  " + sentence)
        .contains("  coder coder: calls 1, tokens in 1000, out 50, $0.00123");
    assertThat(data.findings())
        .extracting(ReportData.Finding::text)
        .contains(
            "Called over and over: coder by account coder, once",
            "Models were called whose price is not known, once");
    assertThat(ReportJson.document(data)).contains("\"cost\":\"0.00123\"");
  }

  @Test
  void aChartGoesOnToTheEndOfTheLedger() throws IOException {
    ReportData.Chart chart = HostileLedger.report(dir, "coder").charts().get(0);

    assertThat(chart.resource()).isEqualTo("files.read");
    assertThat(chart.limit()).isEqualTo(10);
    assertThat(chart.seconds()).isSorted().doesNotHaveDuplicates();
    assertThat(chart.seconds()).hasSameSizeAs(chart.values());
    assertThat(chart.seconds().get(chart.seconds().size() - 1))
        .isGreaterThan(chart.seconds().get(0) + 8);
  }

  @Test
  void onlyThePagesOwnScriptsAndStylesMayRun() throws IOException, GeneralSecurityException {
    ReportAssets assets = ReportAssets.load();
    String page = HtmlReport.of(HostileLedger.report(dir, "coder"), assets);

    for (String script : new String[] {assets.chartScript(), assets.pageScript()}) {
      assertThat(page).contains("<script>" + script + "</script>", hash(script));
      assertThat(script).doesNotContain("</script", "<!--", "eval(", "new Function");
    }
    for (String style : new String[] {assets.chartStyle(), assets.pageStyle()}) {
      assertThat(page).contains("<style>" + style + "</style>", hash(style));
      assertThat(style).doesNotContain("url(", "@import");
    }
    assertThat(page).contains("default-src 'none'").doesNotContain("unsafe", " src=", " href=");
  }

  private static String hash(String content) throws GeneralSecurityException {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
  }
}
