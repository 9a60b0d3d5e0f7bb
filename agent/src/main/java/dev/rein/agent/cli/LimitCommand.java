package dev.rein.agent.cli;

import dev.rein.agent.control.ControlClient;
import dev.rein.agent.policy.Amount;
import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import dev.rein.api.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein limit PID ACCOUNT RESOURCE AMOUNT}: sets a limit of a running JVM. */
@Command(
    name = "limit",
    description = "Sets the amount of a limit that an account has, until the policy is read anew.")
final class LimitCommand implements Runnable {
  @Mixin private SteeredJvm jvm;

  @Parameters(index = "1", paramLabel = "ACCOUNT", description = "Whose limit, or jvm.")
  private String account = "";

  @Parameters(index = "2", paramLabel = "RESOURCE", description = "Such as http.requests.")
  private String resource = "";

  @Parameters(
      index = "3",
      paramLabel = "AMOUNT",
      description = "100; bytes also 5MiB, time also 5m, money 2.50.")
  private String amount = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "budget, rate, at-most, above or below, when the resource has several limits.")
  private @Nullable String kind;

  @Override
  public void run() {
    if (kind != null && !ControlClient.LIMIT_KINDS.contains(kind)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          Quoted.of(kind)
              + " is no kind of limit; "
              + NearestName.hint(kind, ControlClient.LIMIT_KINDS));
    }
    long max = parse();
    jvm.tell(controls -> controls.limit(account, resource, kind, max));
    SteeredJvm.say(
        "limit of " + account + " on " + resource + " in " + jvm.name() + " is " + amount + " now");
  }

  private long parse() {
    Resource known = Resource.find(resource);
    if (known != null) {
      try {
        return Amount.parse(known, amount);
      } catch (IllegalArgumentException e) {
        throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
      }
    }
    // It may be the program's own; those are counted in ones, and the JVM knows them.
    if (amount.matches("\\d{1,18}")) {
      return Long.parseLong(amount);
    }
    List<String> names = Resource.all().stream().map(Resource::name).toList();
    throw new CommandFailure(
        ExitCode.USAGE,
        Quoted.of(resource) + " is no resource of Rein's; " + NearestName.hint(resource, names));
  }
}
