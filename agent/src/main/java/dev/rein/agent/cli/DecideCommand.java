package dev.rein.agent.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.rein.agent.config.Version;
import dev.rein.agent.control.PendingApproval;
import dev.rein.agent.view.Printable;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein approve} and {@code rein deny PID [NUMBER|--all]}: says yes or no to calls. */
@Command
final class DecideCommand implements Callable<Integer> {
  private final boolean approves;

  @Mixin private SteeredJvm jvm;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NUMBER",
      description = "Which call; without it, lists those that wait.")
  private @Nullable Long number;

  @Option(names = "--all", description = "Every call that waits now.")
  private boolean all;

  @Option(names = "--json", description = "The list as one JSON document.")
  private boolean json;

  private DecideCommand(boolean approves) {
    this.approves = approves;
  }

  static CommandLine approve() {
    return named(
        "approve", "Says yes to a call that waits for it; without a number lists them.", true);
  }

  static CommandLine deny() {
    return named("deny", "Says no to a call that waits for it, which fails then.", false);
  }

  private static CommandLine named(String name, String description, boolean approves) {
    CommandLine command = new CommandLine(new DecideCommand(approves));
    command.getCommandSpec().name(name).usageMessage().description(description);
    return command;
  }

  @Override
  public Integer call() {
    if (number != null && all) {
      throw new CommandFailure(ExitCode.USAGE, "either a number or --all");
    }
    if (number == null && !all) {
      list(jvm.ask(controls -> controls.approvals()));
      return ExitCode.OK;
    }
    List<Long> decided = jvm.ask(controls -> controls.decide(number, approves));
    if (decided.isEmpty()) {
      SteeredJvm.say("no call waits in " + jvm.name());
    }
    decided.forEach(
        call -> SteeredJvm.say((approves ? "approved " : "denied ") + call + " of " + jvm.name()));
    return ExitCode.OK;
  }

  private void list(List<PendingApproval> approvals) {
    if (json) {
      Stdout.line(document(approvals));
    } else if (approvals.isEmpty()) {
      SteeredJvm.say("no call waits in " + jvm.name());
    } else {
      Stdout.line(row("NUMBER", "SINCE", "ACCOUNT", "PRICE", "CALL"));
      for (PendingApproval call : approvals) {
        Stdout.line(
            row(
                String.valueOf(call.number()),
                call.since().truncatedTo(ChronoUnit.SECONDS).toString(),
                Printable.of(call.account()),
                call.price().isEmpty() ? "-" : Printable.of(call.price()),
                Printable.of(call.target()) + "  (" + Printable.of(call.reason()) + ")"));
      }
    }
    Stdout.flush();
  }

  private static String row(
      String number, String since, String account, String price, String call) {
    return String.format(
        Locale.ROOT, "%6s  %-24s  %-20s  %-12s  %s", number, since, account, price, call);
  }

  private static String document(List<PendingApproval> approvals) {
    JsonArray list = new JsonArray();
    for (PendingApproval call : approvals) {
      JsonObject json = new JsonObject();
      json.addProperty("number", call.number());
      json.addProperty("account", call.account());
      json.addProperty("target", call.target());
      json.addProperty("reason", call.reason());
      json.addProperty("price", call.price());
      json.addProperty("since", call.since().toString());
      list.add(json);
    }
    JsonObject document = new JsonObject();
    document.addProperty("rein", Version.NUMBER);
    document.add("approvals", list);
    return document.toString();
  }
}
