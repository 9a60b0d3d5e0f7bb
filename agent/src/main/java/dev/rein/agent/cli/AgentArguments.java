package dev.rein.agent.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a command that starts the agent, as the agent takes them. */
final class AgentArguments {
  @Option(names = "--policy", paramLabel = "FILE", description = "Policy file; else only counted.")
  private @Nullable Path policy;

  @Option(names = "--mode", paramLabel = "MODE", description = "enforce or observe [the policy's].")
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
      parts.add("policy=" + policy.toAbsolutePath());
    }
    parts.add("dir=" + ledgerDir.path().toAbsolutePath());
    if (mode != null) {
      parts.add("mode=" + mode);
    }
    return String.join(",", parts);
  }

  LedgerDir ledgerDir() {
    return ledgerDir;
  }
}
