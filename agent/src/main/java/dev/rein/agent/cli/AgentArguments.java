package dev.rein.agent.cli;

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
      parts.add("policy=" + policy.toAbsolutePath());
    }
    if (dir != null) {
      parts.add("dir=" + dir.toAbsolutePath());
    }
    if (mode != null) {
      parts.add("mode=" + mode);
    }
    return String.join(",", parts);
  }

  @Nullable Path dir() {
    return dir;
  }
}
