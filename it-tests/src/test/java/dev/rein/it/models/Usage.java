package dev.rein.it.models;

/**
 * How many tokens a call took.
 *
 * @param input all of the prompt, with what is cached
 * @param cached what of the prompt came from the cache
 * @param cacheWritten what of the prompt was written to the cache
 */
public record Usage(long input, long output, long cached, long cacheWritten) {
  /** No tokens. */
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  /** That of the nth call, with no two alike. */
  static Usage ofCall(int n, Script script) {
    long input = 100 + 7L * n;
    long output = 10 + 3L * n;
    return new Usage(
        input,
        output,
        script == Script.CACHED ? input / 2 : 0,
        script == Script.CACHE_WRITTEN ? input / 4 : 0);
  }

  /** Of a provider that does not tell what it writes to the cache. */
  public Usage withoutWrites() {
    return new Usage(input, output, cached, 0);
  }

  /** The sum of both. */
  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        output + other.output,
        cached + other.cached,
        cacheWritten + other.cacheWritten);
  }

  /** What is left of this without that which came before. */
  public Usage minus(Usage before) {
    return new Usage(
        input - before.input,
        output - before.output,
        cached - before.cached,
        cacheWritten - before.cacheWritten);
  }
}
