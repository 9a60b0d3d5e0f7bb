package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The machine's own Chromium without a window, used as a person would; it downloads nothing. */
final class Browser implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots").toAbsolutePath();

  private final ChromeDriver driver;
  private final List<String> requests = new ArrayList<>();

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where there is none. */
  static Browser start() {
    Path chromium = MachineTool.find("chromium", "google-chrome", "chromium-browser").orElse(null);
    Path chromedriver = MachineTool.find("chromedriver").orElse(null);
    Assumptions.assumeTrue(
        chromium != null && chromedriver != null, "skipped, because there is no Chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(String.valueOf(chromium));
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run");
    options.addArguments(
        "--hide-scrollbars", "--disable-dev-shm-usage", "--disable-background-networking");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(Path.of(String.valueOf(chromedriver)).toFile())
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options));
    browser.size(1200, 900);
    return browser;
  }

  void open(String url) {
    driver.get(url);
  }

  /** The first one that a selector finds and that can be seen. */
  WebElement find(String css) {
    WebElement[] found = new WebElement[1];
    Await.that(
        css + " on the page",
        () -> {
          found[0] =
              driver.findElements(By.cssSelector(css)).stream()
                  .filter(WebElement::isDisplayed)
                  .findFirst()
                  .orElse(null);
          return found[0] != null;
        });
    return found[0];
  }

  /** The one of an account. */
  WebElement account(String id) {
    return driver.findElement(
        By.xpath("//section[contains(@class,'account')][.//h3[text()='" + id + "']]"));
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  void await(String text) {
    try {
      Await.that("'" + text + "' on the page", () -> text().contains(text));
    } catch (AssertionError missing) {
      throw new AssertionError(missing.getMessage() + "\n" + text() + "\n" + complaints(), missing);
    }
  }

  Object run(String script) {
    return String.valueOf(driver.executeScript(script));
  }

  void size(int width, int height) {
    tell(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** What the person has set as the look of the machine: {@code light} or {@code dark}. */
  void look(String scheme) {
    Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    tell("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Of all of the page, below {@code target/screenshots}. */
  void picture(String name) throws IOException {
    Map<String, Object> answer =
        driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
    Files.createDirectories(PICTURES);
    byte[] png = Base64.getDecoder().decode(String.valueOf(answer.get("data")));
    assertThat(png.length).isGreaterThan(5_000);
    Files.write(PICTURES.resolve(name + ".png"), png);
  }

  /**
   * What the console says of errors and of what the page's own policy has stopped, since the last
   * one.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Addresses that were asked for so far. */
  List<String> requests() {
    for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
      JsonObject message =
          JsonParser.parseString(entry.getMessage()).getAsJsonObject().getAsJsonObject("message");
      if (message.get("method").getAsString().equals("Network.requestWillBeSent")) {
        JsonObject request = message.getAsJsonObject("params").getAsJsonObject("request");
        requests.add(request.get("url").getAsString());
      }
    }
    return requests;
  }

  /** Whether nothing sticks out to the side. */
  boolean fits() {
    String wide =
        "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    return run(wide).equals("true");
  }

  private void tell(String command, Map<String, Object> parameters) {
    Map<String, Object> unused = driver.executeCdpCommand(command, parameters);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
