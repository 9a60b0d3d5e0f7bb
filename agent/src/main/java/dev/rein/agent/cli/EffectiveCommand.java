package dev.rein.agent.cli;

import dev.rein.agent.config.AgentArgumentText;
import dev.rein.agent.config.OptionRemarks;
import dev.rein.agent.config.Settings;
import dev.rein.agent.config.SettingsException;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein policy effective}: every option and limit as a JVM would have it, and whence. */
@Command(
    name = "effective",
    description =
        "Prints what would hold in a JVM that is started with these options in this environment:"
            + " every option and limit, and where each comes from.",
    mixinStandardHelpOptions = true)
final class EffectiveCommand implements Callable<Integer> {
  private static final String AGENT_OPTION = "-javaagent:";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--policy", paramLabel = "FILE", description = "Policy file.")
  private @Nullable Path policy;

  @Option(names = "--json", description = "One JSON document instead of lines.")
  private boolean json;

  @Parameters(
      arity = "0..*",
      paramLabel = "ARG",
      description =
          "After --, as the JVM would get it: -javaagent:rein.jar=…, or only what stands behind the"
              + " =, and -Drein.…=….")
  private List<String> arguments = List.of();

  @Override
  public Integer call() {
    Map<String, String> properties = new HashMap<>();
    Settings settings = settings(agentArguments(properties), properties);
    Path file = settings.policy();
    Policy effective = file == null ? Policy.NONE : PolicyFiles.parse(file);
    String mode = settings.mode();
    if (mode != null) {
      effective = effective.withMode(Mode.valueOf(mode.toUpperCase(Locale.ROOT)));
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(EffectiveJson.of(settings, effective));
    } else {
      EffectiveText.of(settings, effective).forEach(out::println);
    }
    out.flush();
    return ExitCode.OK;
  }

  private Settings settings(String agentArguments, Map<String, String> properties) {
    PrintWriter err = spec.commandLine().getErr();
    for (String remark : OptionRemarks.find(properties.keySet(), System.getenv().keySet())) {
      err.println("rein: " + remark);
    }
    err.flush();
    try {
      return Settings.parse(
          agentArguments,
          name -> properties.getOrDefault(name, System.getProperty(name)),
          System::getenv);
    } catch (SettingsException e) {
      throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
    }
  }

  /** What stands behind the {@code =} of the agent; adds the properties among the arguments. */
  private String agentArguments(Map<String, String> properties) {
    List<String> parts = new ArrayList<>();
    if (policy != null) {
      parts.add(AgentArgumentText.write(dev.rein.agent.config.Option.POLICY, policy.toString()));
    }
    for (String argument : arguments) {
      int equal = argument.indexOf('=');
      if (argument.startsWith("-D")) {
        properties.put(
            argument.substring(2, equal < 0 ? argument.length() : equal),
            equal < 0 ? "" : argument.substring(equal + 1));
      } else if (!argument.startsWith(AGENT_OPTION)) {
        parts.add(argument);
      } else if (equal >= 0) {
        parts.add(argument.substring(equal + 1));
      }
    }
    return String.join(",", parts);
  }
}
