package dev.rein.agent.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyProblem;
import dev.rein.agent.price.PricedPolicy;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein policy}: looks at policy files without running anything under them. */
@Command(
    name = "policy",
    description = "Checks and explains policy files.",
    subcommands = {EffectiveCommand.class, ReplayCommand.class, SchemaCommand.class},
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand implements Runnable {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "Which command of rein policy?");
  }

  @Command(
      name = "check",
      description =
          "Says whether a policy file can be enforced, and if not, everything that is wrong.",
      mixinStandardHelpOptions = true)
  int check(
      @Parameters(paramLabel = "FILE", description = "Policy file.") Path file,
      @Option(names = "--json", description = "One JSON document on stdout instead of lines.")
          boolean json) {
    try {
      Policy policy = PricedPolicy.read(file).policy();
      if (json) {
        printJson(file, List.of());
      } else {
        print(out(), file + ": ok, " + count(policy.size()));
      }
      return ExitCode.OK;
    } catch (PolicyException e) {
      if (json) {
        printJson(file, e.problems());
      } else {
        e.problems().forEach(problem -> print(err(), problem.toString()));
      }
      return Files.notExists(file) ? ExitCode.NO_SUCH_TARGET : ExitCode.FAILURE;
    }
  }

  private static String count(int limits) {
    return limits == 1 ? "1 limit" : limits + " limits";
  }

  private void printJson(Path file, List<PolicyProblem> problems) {
    List<Mistake> errors =
        problems.stream().map(p -> new Mistake(p.line(), p.column(), p.message())).toList();
    print(out(), GSON.toJson(new Report(file.toString(), errors.isEmpty(), errors)));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private static void print(PrintWriter writer, String line) {
    writer.println(line);
    writer.flush();
  }

  /** The document of {@code --json}. */
  private record Report(String file, boolean ok, List<Mistake> errors) {}

  /** One entry of {@link Report#errors}; line and column are 0 when the whole file is meant. */
  private record Mistake(int line, int column, String message) {}
}
