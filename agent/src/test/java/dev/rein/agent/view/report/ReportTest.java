package dev.rein.agent.view.report;

import static org.assertj.core.api.Assertions.assertThat;

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
