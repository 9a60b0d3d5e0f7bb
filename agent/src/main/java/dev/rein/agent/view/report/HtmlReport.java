package dev.rein.agent.view.report;

import dev.rein.agent.view.Amount;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** A report as one HTML page that asks for nothing else and runs no script but its own. */
public final class HtmlReport {
  private final ReportData data;
  private final ReportAssets assets;
  private final Markup page = new Markup();

  private HtmlReport(ReportData data, ReportAssets assets) {
    this.data = data;
    this.assets = assets;
  }

  public static String of(ReportData data, ReportAssets assets) {
    return new HtmlReport(data, assets).page();
  }

  private String page() {
    head();
    heading();
    findings();
    charts();
    accounts();
    limits();
    models();
    tops();
    hotSpots();
    events();
    page.raw("</main>\n");
    scripts();
    return page.raw("</body>\n</html>\n").toString();
  }

  private void head() {
    page.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    page.raw("script-src " + hash(assets.chartScript()) + " " + hash(assets.pageScript()) + "; ");
    page.raw("style-src " + hash(assets.chartStyle()) + " " + hash(assets.pageStyle()) + "; ");
    page.raw("base-uri 'none'; form-action 'none'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.raw("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.element("title", "Rein: " + data.main() + ", pid " + data.pid());
    page.raw("<style>" + assets.chartStyle() + "</style>\n");
    page.raw("<style>" + assets.pageStyle() + "</style>\n");
    page.raw("</head>\n<body>\n<main>\n");
  }

  private void heading() {
    page.element("h1", data.main());
    page.raw("<p class=\"lead\">").text(sentence(data)).raw("</p>\n<dl>\n");
    term("Process", String.valueOf(data.pid()));
    term("From", Markup.moment(data.started()) + " UTC");
    term("To", Markup.moment(data.last()) + " UTC");
    term("Length", Amount.time(data.lengthMillis()));
    String java = data.java();
    if (java != null) {
      term("Java", java);
    }
    term("Policy", policy(data));
    term("Ledger", data.folder());
    page.raw("</dl>\n");
    data.remarks().forEach(remark -> page.raw("<p class=\"remark\">").text(remark).raw("</p>\n"));
  }

  private void term(String name, String value) {
    page.raw("<div>").element("dt", name).element("dd", value).raw("</div>\n");
  }

  /** What ran, for how long and how it ended. */
  static String sentence(ReportData data) {
    return data.main()
        + " ran for "
        + Amount.time(data.lengthMillis())
        + " under Rein and "
        + data.ending()
        + ".";
  }

  static String policy(ReportData data) {
    String policy = data.policy();
    return policy == null ? "not known" : policy + ", " + data.mode();
  }

  private void findings() {
    page.raw("<h2>What matters first</h2>\n<ul class=\"findings\">\n");
    for (ReportData.Finding finding : data.findings()) {
      page.raw("<li class=\"" + severity(finding.severity()) + "\"><b>");
      page.text(finding.severity()).raw("</b> ").text(finding.text()).raw("</li>\n");
    }
    page.raw("</ul>\n");
  }

  /** Of a ledger it could be any word, and it becomes the name of a class. */
  private static String severity(String word) {
    return switch (word) {
      case "critical", "warning" -> word;
      default -> "info";
    };
  }

  private void charts() {
    if (!data.charts().isEmpty()) {
      page.raw("<section class=\"charts\"><h2>Over time</h2>\n");
      page.raw("<noscript><p>Charts need scripts; the tables below do not.</p></noscript>\n");
      page.raw("<div id=\"charts\"></div></section>\n");
    }
  }

  private void accounts() {
    List<List<Object>> rows = new ArrayList<>();
    for (ReportData.Account account : data.accounts()) {
      String parent = account.parent();
      String name = account.id() + (parent == null ? "" : " below " + parent);
      if (account.uses().isEmpty()) {
        rows.add(List.of(name, account.status(), "nothing used", "", 0L, 0L));
      }
      for (ReportData.Use use : account.uses()) {
        rows.add(
            List.of(
                name, account.status(), use.resource(), use.text(), use.denied(), use.delayed()));
      }
    }
    page.table(
        "Accounts", List.of("account", "state", "resource", "used", "refused", "delayed"), rows);
  }

  private void limits() {
    List<List<Object>> rows = new ArrayList<>();
    for (ReportData.Account account : data.accounts()) {
      for (ReportData.Use use : account.uses()) {
        for (ReportData.Limit limit : use.limits()) {
          rows.add(List.of(account.id(), use.resource(), limit.text(), use.text(), use.denied()));
        }
      }
    }
    page.table(
        "Limits and refusals", List.of("account", "resource", "limit", "used", "refused"), rows);
  }

  private void models() {
    ModelReport models = data.models();
    if (models.models().isEmpty() && models.tools().isEmpty()) {
      return;
    }
    page.element("h2", "Models and money");
    page.raw("<p>").text(moneySentence(models)).raw("</p>\n");
    costs("By model", "model", models.models());
    costs("By account", "account", models.accounts());
    costs("By day (UTC)", "day", models.days());
    List<List<Object>> tools = new ArrayList<>();
    models.tools().forEach(one -> tools.add(List.of(one.name(), one.calls(), one.failed())));
    page.table("Tools", List.of("tool", "calls", "failed"), tools);
  }

  /** What all came to, and how sure that is. */
  static String moneySentence(ModelReport models) {
    long calls = models.days().stream().mapToLong(ModelReport.Line::calls).sum();
    long unpriced = models.days().stream().mapToLong(ModelReport.Line::unpriced).sum();
    long estimated = models.days().stream().mapToLong(ModelReport.Line::estimated).sum();
    String cost = Money.text(new BigDecimal(models.cost()));
    return "Calls of models: "
        + Amount.of(calls, "count")
        + ", "
        + (unpriced > 0 && unpriced == calls ? "at a price that is not known" : cost)
        + (unpriced > 0 && unpriced < calls
            ? "; the price of " + Amount.of(unpriced, "count") + " is not known"
            : "")
        + (estimated > 0 ? "; tokens of " + Amount.of(estimated, "count") + " are estimated" : "")
        + ".";
  }

  private void costs(String title, String what, List<ModelReport.Line> lines) {
    List<List<Object>> rows = new ArrayList<>();
    for (ModelReport.Line one : lines) {
      rows.add(
          List.of(
              one.name(),
              one.calls(),
              one.failed(),
              one.inputTokens(),
              one.cachedTokens(),
              one.outputTokens(),
              one.text(),
              one.unpriced(),
              one.estimated()));
    }
    page.table(
        title,
        List.of(
            what,
            "calls",
            "failed",
            "tokens in",
            "of them cached",
            "tokens out",
            "cost",
            "without price",
            "estimated"),
        rows);
  }

  private void tops() {
    List<List<Object>> hosts = new ArrayList<>();
    for (ReportData.Host host : data.hosts()) {
      hosts.add(
          List.of(
              host.name(),
              host.requests(),
              host.connects(),
              host.lookUps(),
              Amount.of(host.sent(), "bytes"),
              Amount.of(host.received(), "bytes")));
    }
    page.table(
        "Hosts", List.of("host", "requests", "connects", "look-ups", "sent", "received"), hosts);
    counts("Paths that met limits", "path", data.paths());
    counts("Commands", "command", data.commands());
    counts("Other calls that met limits", "target", data.targets());
  }

  private void counts(String title, String what, List<ReportData.Count> counts) {
    List<List<Object>> rows = new ArrayList<>();
    counts.forEach(one -> rows.add(List.of(one.name(), one.count())));
    page.table(title, List.of(what, "times"), rows);
  }

  private void hotSpots() {
    List<List<Object>> rows = new ArrayList<>();
    for (ReportData.Hot hot : data.hotSpots()) {
      String share = String.format(Locale.ROOT, "%.1f%%", hot.perMille() / 10.0);
      rows.add(List.of(hot.account(), hot.subject(), hot.name(), share));
    }
    page.table("Hot spots", List.of("account", "of", "name", "share"), rows);
  }

  private void events() {
    List<List<Object>> rows = new ArrayList<>();
    for (Event event : data.events()) {
      String account = event.account();
      rows.add(
          List.of(
              Markup.moment(event.timestamp()),
              event.severity(),
              event.type(),
              account == null ? "" : account,
              event.message()));
    }
    page.table(
        "Events, the last " + data.events().size() + " of " + data.allEvents(),
        List.of("time (UTC)", "severity", "type", "account", "message"),
        rows);
  }

  private void scripts() {
    page.raw("<script type=\"application/json\" id=\"data\">");
    page.raw(ReportJson.charts(data)).raw("</script>\n");
    page.raw("<script>" + assets.chartScript() + "</script>\n");
    page.raw("<script>" + assets.pageScript() + "</script>\n");
  }

  private static String hash(String content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
