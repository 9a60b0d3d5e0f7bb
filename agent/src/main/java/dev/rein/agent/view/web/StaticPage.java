package dev.rein.agent.view.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that anybody may have: the dashboard's, which hold nothing of any JVM. */
final class StaticPage {
  static final String OPENAPI = Api.ROOT + "/openapi.json";

  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private record File(String resource, String type) {}

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  private static final Map<String, File> FILES =
      Map.of(
          "/", new File("index.html", "text/html; charset=utf-8"),
          "/rein.js", new File("rein.js", SCRIPT),
          "/parts.js", new File("parts.js", SCRIPT),
          "/words.js", new File("words.js", SCRIPT),
          "/happened.js", new File("happened.js", SCRIPT),
          "/chart.js", new File("chart.js", SCRIPT),
          "/rein.css", new File("rein.css", STYLE),
          "/icon.svg", new File("icon.svg", "image/svg+xml"),
          "/uplot.js", new File(UPLOT + "uPlot.iife.min.js", SCRIPT),
          "/uplot.css", new File(UPLOT + "uPlot.min.css", STYLE));

  private StaticPage() {}

  /** Null when there is none of that path. */
  static @Nullable Answer of(String path) {
    File file = FILES.get(path);
    return file == null ? null : answer(file.resource(), file.type());
  }

  static Answer openApi() {
    return answer("openapi.json", "application/json");
  }

  private static Answer answer(String resource, String type) {
    String name = resource.startsWith("/") ? resource : "/dev/rein/agent/view/web/" + resource;
    try (InputStream in = StaticPage.class.getResourceAsStream(name)) {
      return in == null
          ? Answer.error(404, "this build has no " + resource)
          : new Answer(200, type, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
