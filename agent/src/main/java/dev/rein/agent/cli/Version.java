package dev.rein.agent.cli;

import picocli.CommandLine;

/** Prints Rein's version. */
final class Version implements CommandLine.IVersionProvider {
  /** Also the {@code rein} field of every JSON document. */
  static final String NUMBER = "0.1.0";

  @Override
  public String[] getVersion() {
    return new String[] {"rein " + NUMBER};
  }
}
