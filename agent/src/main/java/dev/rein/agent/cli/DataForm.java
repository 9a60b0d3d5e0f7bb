package dev.rein.agent.cli;

import picocli.CommandLine.Option;

/** In which form programs get what a command tells; only one of them at a time. */
final class DataForm {
  @Option(names = "--json", description = "JSON, for programs.")
  private boolean json;

  @Option(names = "--csv", description = "Comma-separated values, for spreadsheets.")
  private boolean csv;

  boolean isJson() {
    return json;
  }

  boolean isCsv() {
    return csv;
  }
}
