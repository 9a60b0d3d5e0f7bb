package dev.rein.agent.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that would break out of a page, a document or a terminal do not. */
class HostileReportTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script[^>]*>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<(/?[a-zA-Z!][a-zA-Z0-9]*)");
  private static final Pattern OWN =
      Pattern.compile(
          "/?(html|head|meta|title|style|body|main|h1|h2|p|dl|dt|dd|div|ul|li|b|section|noscript"
              + "|table|thead|tbody|tr|th|td|script)|!DOCTYPE");
  private static final ReportAssets ASSETS = new ReportAssets("'chart'", ".c{}", "'page'", ".p{}");

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "</title></style><svg onload=alert(1)>",
        "<!--<script>",
        "\"><iframe src='https://example.com'>",
        "' onmouseover='x",
        "&lt;object&gt;&#60;embed&#62;<embed>",
        "\u2028\u2029\u0000\u001b[2J\r\n\u009b1m\u202e\uD800",
      })
  void nothingGetsOut(String name) throws IOException {
    ReportData data = HostileLedger.report(dir, name);

    String page = HtmlReport.of(data, ASSETS);
    Matcher scripts = SCRIPT.matcher(page);
    assertThat(scripts.results().map(found -> found.group(1)).skip(1))
        .containsExactly("'chart'", "'page'");
    assertThat(TAG.matcher(page).results().map(tag -> tag.group(1)))
        .allMatch(tag -> OWN.matcher(tag).matches());
    assertThat(chartsOf(page).getAsJsonArray("charts")).hasSize(2);
    assertPrintable(page.replace("\n", ""));
    assertPrintable(ReportJson.document(data));
    assertThat(ReportJson.document(data)).doesNotContain("<", ">", "\u2028");
    assertThat(TextReport.lines(data)).allSatisfy(HostileReportTest::assertPrintable);
  }

  @ParameterizedTest
  @ValueSource(ints = 10_000)
  void longNamesAreCutForPeopleOnly(int length) throws IOException {
    ReportData data = HostileLedger.report(dir, "x".repeat(length));

    assertThat(HtmlReport.of(data, ASSETS)).doesNotContain("x".repeat(501));
    assertThat(TextReport.lines(data)).allMatch(line -> line.length() <= 100);
    JsonObject document = JsonParser.parseString(ReportJson.document(data)).getAsJsonObject();
    assertThat(document.get("main").getAsString()).hasSize(length);
  }

  private static JsonObject chartsOf(String page) {
    List<String> scripts = SCRIPT.matcher(page).results().map(found -> found.group(1)).toList();
    return JsonParser.parseString(scripts.get(0)).getAsJsonObject();
  }

  private static void assertPrintable(String text) {
    assertThat(text.chars().anyMatch(HostileReportTest::isHarmful)).as(text).isFalse();
  }

  private static boolean isHarmful(int c) {
    return c < 0x20
        || (c >= 0x7f && c < 0xa0)
        || c == 0x202e
        || c == 0x2028
        || Character.isSurrogate((char) c);
  }
}
