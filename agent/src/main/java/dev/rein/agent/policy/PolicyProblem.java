package dev.rein.agent.policy;

/**
 * One mistake in a policy file.
 *
 * @param line counted from 1; 0 when the file as a whole is meant
 * @param column counted from 1; 0 when the file as a whole is meant
 * @param message what was wrong and what was expected
 */
public record PolicyProblem(String file, int line, int column, String message) {
  /** {@code FILE:LINE:COLUMN: message}, or {@code FILE: message} of the file as a whole. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ":" + column + ": " + message;
  }
}
