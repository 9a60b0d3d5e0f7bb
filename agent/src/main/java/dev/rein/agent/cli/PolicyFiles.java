package dev.rein.agent.cli;

import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.PolicyException;
import dev.rein.agent.price.PricedPolicy;
import java.nio.file.Files;
import java.nio.file.Path;

/** Policy files named on the command line. */
final class PolicyFiles {
  private PolicyFiles() {}

  /**
   * Reads one.
   *
   * @throws CommandFailure with what is wrong with it, in one line
   */
  static Policy parse(Path file) {
    return read(file).policy();
  }

  /**
   * Reads one, and the prices that it names.
   *
   * @throws CommandFailure with what is wrong with it, in one line
   */
  static PricedPolicy read(Path file) {
    try {
      return PricedPolicy.read(file);
    } catch (PolicyException e) {
      throw new CommandFailure(
          Files.notExists(file) ? ExitCode.NO_SUCH_TARGET : ExitCode.FAILURE, e.inOneLine());
    }
  }
}
