package dev.rein.agent.view.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The scripts and styles that a page has within itself. */
public record ReportAssets(
    String chartScript, String chartStyle, String pageScript, String pageStyle) {
  private static final String CHART = "META-INF/resources/webjars/uplot/1.6.30/dist/";
  private static final String PAGE = "dev/rein/agent/view/report/";

  /**
   * As the loader of Rein's own classes has them.
   *
   * @throws IOException when one is missing, which is a fault of the build
   */
  public static ReportAssets load() throws IOException {
    return new ReportAssets(
        read(CHART + "uPlot.iife.min.js"),
        read(CHART + "uPlot.min.css"),
        read(PAGE + "report.js"),
        read(PAGE + "report.css"));
  }

  private static String read(String name) throws IOException {
    try (InputStream in = ReportAssets.class.getClassLoader().getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(name + " is missing in Rein's jar");
      }
      // A browser makes line feeds of them before it takes the hash.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
  }
}
