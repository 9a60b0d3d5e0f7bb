package dev.rein.it.demo.model;

/**
 * Options of {@link ModelServer}, each given as {@code --name number}.
 *
 * @param latencyMillis {@code --latency-ms}: how long the model thinks before it answers
 * @param rateLimitEvery {@code --rate-limit-every}: the Nth, 2Nth … request gets a 429; 0 for none
 * @param turns {@code --turns}: after so many answers the model wants nothing more
 */
record ServerOptions(int latencyMillis, int rateLimitEvery, int turns) {
  static ServerOptions parse(String[] args) {
    ServerOptions options = new ServerOptions(50, 0, 200);
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException("expected pairs of --name number");
    }
    for (int i = 0; i < args.length; i += 2) {
      options = options.with(args[i], Integer.parseInt(args[i + 1]));
    }
    return options;
  }

  private ServerOptions with(String name, int value) {
    return switch (name) {
      case "--latency-ms" -> new ServerOptions(value, rateLimitEvery, turns);
      case "--rate-limit-every" -> new ServerOptions(latencyMillis, value, turns);
      case "--turns" -> new ServerOptions(latencyMillis, rateLimitEvery, value);
      default ->
          throw new IllegalArgumentException(
              "unknown option " + name + "; there are --latency-ms, --rate-limit-every, --turns");
    };
  }
}
