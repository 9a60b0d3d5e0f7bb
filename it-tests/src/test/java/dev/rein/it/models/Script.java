package dev.rein.it.models;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to happen to a request: the first {@code script=name} in its body says it, or {@code
 * script=name/key}, where all requests with the same key are tries of one call.
 */
public enum Script {
  /** Succeeds; also what happens without a marker. */
  PLAIN,
  /** Does not tell its usage if it is a stream, even if asked to. */
  NO_USAGE,
  /** Half of the prompt comes from the cache. */
  CACHED,
  /** A quarter of the prompt is written to the cache. */
  CACHE_WRITTEN,
  /** The first try of a key gets 429 and may come again at once, the next succeeds. */
  LIMITED,
  /** The first try of a key gets 500, the next succeeds. */
  FAILING,
  /** Each try gets 400. */
  REFUSED,
  /** The connection is closed after half of the answer. */
  BROKEN,
  /** Compressed, if the client accepts that. */
  GZIP,
  /** The model wants a tool to be called, once; the request with the tool's result succeeds. */
  TOOL;

  private static final Pattern MARKER = Pattern.compile("script=([a-z-]+)(?:/([A-Za-z0-9-]+))?");

  /** A script, and whose tries belong together. */
  record Marked(Script script, String key) {
    static Marked in(String body) {
      Matcher found = MARKER.matcher(body);
      if (!found.find()) {
        return new Marked(PLAIN, "");
      }
      String name = found.group(1).toUpperCase(Locale.ROOT).replace('-', '_');
      String key = found.group(2);
      return new Marked(valueOf(name), key == null ? "" : key);
    }
  }
}
