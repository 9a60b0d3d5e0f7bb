package dev.rein.agent.cli;

/** Exit codes of every command; documented in {@code docs/command-line.md}. */
final class ExitCode {
  static final int OK = 0;
  static final int FAILURE = 1;
  static final int USAGE = 2;
  static final int NO_SUCH_TARGET = 3;
  static final int ATTACH_REFUSED = 4;
  static final int LIMIT_HIT = 5;

  private ExitCode() {}
}
