package dev.rein.agent.model;

/**
 * What one call of a model used, in tokens.
 *
 * @param model as the answer names it, else as the request does; of bounded length
 * @param input all tokens of the prompt, with those of caches, whatever the provider's own meaning
 * @param output all tokens that were generated, with those of reasoning
 * @param cached how many of the input came from a cache
 * @param cacheWritten how many of the input were written to a cache
 * @param estimated whether the provider did not tell one of the numbers
 */
public record ModelUsage(
    String model, long input, long output, long cached, long cacheWritten, boolean estimated) {

  /** No call has that many tokens; a server that says so must not overflow a sum. */
  static final long MOST = 1_000_000_000;

  /** A call that used nothing, such as one that was refused. */
  public static ModelUsage none(ModelRequest request) {
    return new ModelUsage(request.model(), 0, 0, 0, 0, false);
  }
}
