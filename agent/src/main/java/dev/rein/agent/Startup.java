package dev.rein.agent;

import dev.rein.agent.config.Settings;
import dev.rein.agent.config.SettingsException;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.policy.PolicyParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Rein was asked to do in this JVM.
 *
 * @param problems lines about what could not be done as asked
 */
record Startup(Policy policy, Path dir, boolean exitOnProblem, List<String> problems) {
  Startup {
    problems = List.copyOf(problems);
  }

  /** Reads the options and the policy. What is wrong with them is a problem, never an exception. */
  static Startup read(@Nullable String arguments) {
    List<String> problems = new ArrayList<>();
    Settings settings;
    try {
      settings = Settings.parse(arguments, System::getProperty, System::getenv);
    } catch (SettingsException e) {
      problems.add(e.getMessage() + "; the agent runs with its defaults");
      settings = Settings.defaults();
    }
    Policy policy = Policy.NONE;
    Path file = settings.policy();
    if (file != null) {
      try {
        policy = PolicyParser.parse(file);
      } catch (PolicyException e) {
        problems.add(firstLine(e) + "; nothing is limited");
      }
    }
    if (mode != null) {
      policy = policy.withMode(settings.mode());
    }
    return new Startup(policy, settings.dir(), settings.exitOnProblem(), problems);
  }

  private static String firstLine(PolicyException e) {
    int more = e.problems().size() - 1;
    return e.problems().get(0)
        + (more == 0 ? "" : " (and " + more + " more, see `rein policy check`)");
  }
}
