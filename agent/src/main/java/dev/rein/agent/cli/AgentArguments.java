package dev.rein.agent.cli;

import static dev.rein.agent.config.Option.DIR;
import static dev.rein.agent.config.Option.MODE;
import static dev.rein.agent.config.Option.POLICY;

import dev.rein.agent.config.AgentArgumentText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that starts the agent, as the agent takes them. */
final class AgentArguments {
  @Option(names = "--policy", paramLabel = "FILE", description = "Policy file; else only counted.")
  private @Nullable Path policy;

  @Option(names = "--dir", paramLabel = "DIR", description = "Folder of ledgers [~/.rein].")
  private @Nullable Path dir;

  @Option(names = "--mode", paramLabel = "MODE", description = "enforce or observe [the policy's].")
  private @Nullable String mode;

  /** {@code policy=…,dir=…}; paths are absolute, since the host may run in another folder. */
  String text() {
    List<String> parts = new ArrayList<>();
    if (policy != null) {
      parts.add(AgentArgumentText.write(POLICY, policy.toAbsolutePath().toString()));
    }
    if (dir != null) {
      parts.add(AgentArgumentText.write(DIR, dir.toAbsolutePath().toString()));
    }
    if (mode != null) {
      parts.add(AgentArgumentText.write(MODE, mode));
    }
    return String.join(",", parts);
  }

  @Nullable Path dir() {
    return dir;
  }
}
