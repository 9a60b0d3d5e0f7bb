package dev.rein.agent.policy;

/** What becomes of the call of a model whose price is not known. */
public sealed interface UnknownModel {
  /** It goes out, and is told of once; what it cost is not known. */
  record Warn() implements UnknownModel {}

  /** It is refused. */
  record Deny() implements UnknownModel {}

  /**
   * It costs what the policy says; all prices are millionths of a US dollar for a million tokens.
   *
   * @param cached of tokens that the provider had in its cache
   * @param cacheWrite of tokens that the provider put there
   */
  record Priced(long input, long output, long cached, long cacheWrite) implements UnknownModel {}
}
