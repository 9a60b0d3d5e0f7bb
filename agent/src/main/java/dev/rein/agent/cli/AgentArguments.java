package dev.rein.agent.cli;

import dev.rein.agent.config.AgentArgumentText;
import dev.rein.agent.config.Option;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** The options of a command that starts the agent, as the agent takes them. */
final class AgentArguments {
  @picocli.CommandLine.Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Policy file; else only counted.")
  private @Nullable Path policy;

  @picocli.CommandLine.Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "enforce or observe [the policy's].")
  private @Nullable String mode;

  @Mixin private LedgerDir ledgerDir = new LedgerDir();

  /**
   * Behind {@code -javaagent:rein.jar=}; paths are absolute, since the host may run in another
   * folder.
   *
   * @throws CommandFailure when the policy is not one, before the host is touched
   */
  String text() {
    List<String> parts = new ArrayList<>();
    if (policy != null) {
      PolicyFiles.parse(policy);
      parts.add(AgentArgumentText.write(Option.POLICY, policy.toAbsolutePath().toString()));
    }
    parts.add(AgentArgumentText.write(Option.DIR, ledgerDir.path().toAbsolutePath().toString()));
    if (mode != null) {
      parts.add(AgentArgumentText.write(Option.MODE, mode));
    }
    return String.join(",", parts);
  }

  LedgerDir ledgerDir() {
    return ledgerDir;
  }
}
