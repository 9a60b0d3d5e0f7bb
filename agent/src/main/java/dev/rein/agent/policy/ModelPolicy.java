package dev.rein.agent.policy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says of language models and their prices.
 *
 * @param prices where prices stand instead of in Rein's own table; null for that
 * @param unknown what becomes of a call whose price nobody knows
 * @param maxOutput how many tokens of an answer are reserved where neither the call nor the prices
 *     name a most
 */
public record ModelPolicy(@Nullable PriceFile prices, UnknownModel unknown, long maxOutput) {
  /** How many tokens of an answer are reserved unless the policy says otherwise. */
  public static final long MAX_OUTPUT = 4096;

  /** What holds of a policy that says nothing of models. */
  public static final ModelPolicy DEFAULT =
      new ModelPolicy(null, new UnknownModel.Warn(), MAX_OUTPUT);

  /**
   * A file of prices that a policy names.
   *
   * @param path as it is found from here: relative ones are relative to the policy's file
   * @param source of the policy that names it
   * @param line where it is named, counted from 1
   * @param column where it is named, counted from 1
   */
  public record PriceFile(Path path, String source, int line, int column) {
    /** That something is wrong with the file, as a mistake of the policy at this place. */
    public PolicyException problem(String message) {
      return new PolicyException(List.of(new PolicyProblem(source, line, column, message)));
    }
  }
}
