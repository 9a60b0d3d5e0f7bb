package dev.rein.agent.cli;

import dev.rein.agent.config.Version;
import picocli.CommandLine;

/** Prints Rein's version for {@code --version}. */
final class VersionText implements CommandLine.IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"rein " + Version.NUMBER};
  }
}
