package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.HostileHost;
import dev.rein.it.host.StaffHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;

/** The dashboard as a person has it, in a real browser, over programs that run. */
class DashboardIT {
  private static final String POLICY =
      """
      agents:
        coder:
          match: [{method: dev.rein.it.host.Staff$Coder.serve}]
          limits:
            files.read: {budget: 100, warn: 80%, then: pause}
            http.requests: {budget: 20, then: deny}
        writer:
          match: [{method: dev.rein.it.host.Staff$Writer.serve}]
          limits:
            files.written: {budget: 2, then: deny}
      rules:
        - {process: "true *", then: approve, cost: 3.06/h}
      """;

  private static final String POLICY_FOR_ALL =
      """
      limits:
        files.written: {budget: 2, then: deny}
      rules:
        - {process: "true *", then: approve}
      """;

  @TempDir Path folder;
  private Workbench workbench;
  private Path file;

  @BeforeEach
  void layOut() throws IOException {
    workbench = Workbench.in(folder);
    file = Files.writeString(workbench.folder().resolve("Main.java"), "class Main {}");
  }

  @Test
  void aPersonSeesWhatRunsAndSteersIt() throws Exception {
    try (Browser browser = Browser.start();
        HostJvm host = start(POLICY, StaffHost.class);
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      Steered steered = new Steered(host, workbench.ledgers());
      for (int i = 0; i < 80; i++) {
        steered.does("coder read " + file, "coder ok");
      }
      logIn(browser, console);
      browser.await("coder has used 80 of 100 file reads; at 100 it will be paused.");
      browser.await("StaffHost");
      seesARefusalComeLive(browser, steered);
      pausesAndResumes(browser, steered);
      allows(browser, host);
      looksAtTheCourse(browser);
      seesTheEnd(browser, host);
      assertThat(browser.complaints()).isEmpty();
      String origin = console.uri("/").toString();
      assertThat(browser.requests()).isNotEmpty().allMatch(url -> url.startsWith(origin));
    }
  }

  private static void logIn(Browser browser, WebConsole console) throws IOException {
    browser.open(console.uri("/").toString());
    browser.await("Your access token");
    browser.picture("web-login");
    browser.find("#token").sendKeys("wrong");
    browser.find("#login button").click();
    browser.await("That token is not the right one.");
    assertThat(browser.complaints()).allMatch(line -> line.contains("401"));
    browser.find("#token").clear();
    browser.find("#token").sendKeys(console.token());
    browser.find("#login button").click();
  }

  private void seesARefusalComeLive(Browser browser, Steered steered) throws IOException {
    assertThat(browser.text()).doesNotContain("1 refused");
    for (int i = 0; i < 2; i++) {
      steered.does("writer write " + workbench.folder().resolve("out" + i), "writer ok");
    }
    steered.does(
        "writer write " + workbench.folder().resolve("out3"), "writer refused IOException");
    browser.await("writer has used 2 of 2 files written, so further calls are refused.");
    browser.await("1 refused");
    assertThat(browser.find("#events").getText())
        .contains("was refused: 2 of 2 files written", "out3");
    browser.picture("web-light");
  }

  private static void pausesAndResumes(Browser browser, Steered steered) throws IOException {
    browser.account("writer").findElement(By.cssSelector(".head button")).click();
    assertThat(browser.find("dialog").getText()).contains("Pause writer?", "Nothing is lost");
    browser.picture("web-question");
    browser.find("#no").click();
    assertThat(steered.isPaused("writer")).isFalse();
    browser.account("writer").findElement(By.cssSelector(".head button")).click();
    browser.find("#yes").click();
    steered.awaitPaused("writer");
    browser.await("1 agent is paused");
    assertThat(browser.account("writer").getText()).contains("Paused", "Let it go on");
    browser.account("writer").findElement(By.cssSelector(".head button")).click();
    browser.find("#yes").click();
    Await.that("writer goes on", () -> !steered.isPaused("writer"));
  }

  private static void allows(Browser browser, HostJvm host) throws IOException {
    host.say("coder run --of coder");
    browser.await("1 call waits for your yes or no");
    assertThat(browser.find("#wanted").getText()).contains("true --of coder", "$3.06 an hour");
    browser.picture("web-approval");
    browser.look("dark");
    browser.picture("web-approval-dark");
    browser.look("light");
    browser.find("#calls button.main").click();
    browser.find("#yes").click();
    assertThat(host.readLine()).isEqualTo("coder ok");
    Await.that("it is gone", () -> !browser.text().contains("Waiting for you"));
  }

  private static void looksAtTheCourse(Browser browser) throws IOException {
    browser.account("coder").findElement(By.cssSelector("button.line")).click();
    assertThat(browser.find(".chart canvas").isDisplayed()).isTrue();
    browser.picture("web-chart");
    browser.look("dark");
    browser.picture("web-chart-dark");
    browser.size(390, 844);
    Await.that("it fits a narrow window", browser::fits);
    browser.picture("web-narrow");
  }

  private static void seesTheEnd(Browser browser, HostJvm host)
      throws IOException, InterruptedException {
    assertThat(host.end()).isZero();
    browser.await("No program runs under Rein now.");
    browser.find("#past summary").click();
    browser.await("coder has used 80 of 100 file reads.");
    assertThat(browser.text()).doesNotContain("Let it go on");
    browser.picture("web-ended");
  }

  @Test
  void badNamesDoNoHarm() throws Exception {
    try (Browser browser = Browser.start();
        HostJvm host = start(POLICY_FOR_ALL, HostileHost.class, workbench.toString());
        WebConsole console = WebConsole.of(workbench.ledgers())) {
      host.say("write");
      host.say("write");
      host.say("write");
      host.say("run");
      browser.open(console.address());
      browser.await("wants to do this");
      browser.await("1 refused");
      assertThat(browser.text()).contains("<img src=x onerror=alert(1)>", "\\u202eevil");
      assertThat(browser.text()).doesNotContain("\u202e");
      assertThat(browser.run("return document.querySelectorAll('img, iframe').length"))
          .isEqualTo("0");
      assertThat(browser.fits()).isTrue();
      browser.picture("web-hostile");
      browser.size(390, 844);
      Await.that("it fits a narrow window", browser::fits);
      browser.picture("web-hostile-narrow");
      assertThat(browser.complaints()).isEmpty();
      String origin = console.uri("/").toString();
      assertThat(browser.requests()).allMatch(url -> url.startsWith(origin));
      browser.find("#calls button:not(.main)").click();
      browser.find("#yes").click();
      assertThat(host.readLine()).isEqualTo("refused");
    }
  }

  private HostJvm start(String policy, Class<?> main, String... arguments) throws IOException {
    return HostCommand.on(Jdk.ofThisBuild())
        .rein(workbench.ledgers(), workbench.policy(policy))
        .start(main, arguments)
        .awaitReady();
  }

  @Test
  void theReportIsDrawnWithoutComplaintOrRequest() throws Exception {
    try (Browser browser = Browser.start();
        HostJvm host = start(POLICY, StaffHost.class)) {
      Steered steered = new Steered(host, workbench.ledgers());
      for (int i = 0; i < 90; i++) {
        steered.does("coder read " + file, "coder ok");
      }
      for (int i = 0; i < 2; i++) {
        steered.does("writer write " + workbench.folder().resolve("out" + i), "writer ok");
      }
      steered.does("writer write " + file, "writer refused IOException");
      assertThat(host.end()).isZero();
      Path page = folder.resolve("report.html");
      ReinCli.Result made = steered.rein("report", "--out", page.toString());
      assertThat(made.exitCode()).as(made.stderr()).isZero();
      String url = page.toUri().toString();
      browser.open(url);
      assertThat(browser.find("#charts canvas").isDisplayed()).isTrue();
      browser.picture("report-light");
      browser.look("dark");
      browser.picture("report-dark");
      browser.size(390, 844);
      Await.that("it fits a narrow window", browser::fits);
      browser.picture("report-narrow");
      assertThat(browser.complaints()).isEmpty();
      assertThat(browser.requests()).isSubsetOf(List.of(url));
    }
  }
}
