import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What each program has its framework do: the same calls, whatever the framework. */
final class ModelCalls {
  /** One way to make a call: gets a model's name and a prompt, and returns the usage it was told. */
  interface Way {
    Told call(String model, String prompt) throws Exception;
  }

  /**
   * The usage as the framework tells it.
   *
   * @param input all of the prompt
   * @param cached what of it came from the cache, or 0 if the framework does not tell
   */
  record Told(long input, long output, long cached) {
    static final Told NONE = new Told(0, 0, 0);

    Told plus(Told other) {
      return new Told(input + other.input, output + other.output, cached + other.cached);
    }
  }

  private static final int TRIES = 3;

  private final Map<String, Way> ways = new LinkedHashMap<>();
  private final Map<String, Way> embeddings = new LinkedHashMap<>();
  private final Map<String, Way> broken = new LinkedHashMap<>();
  private final String model;

  ModelCalls(String model) {
    this.model = model;
  }

  /** Adds a way to have a text from the model as a whole. */
  ModelCalls whole(String name, Way way) {
    ways.put(name, way);
    return this;
  }

  /** Adds a way to have a text from the model as a stream. */
  ModelCalls stream(String name, Way way) {
    ways.put(name, way);
    broken.put(name, way);
    return this;
  }

  /** Adds a way to have the embedding of a text. */
  ModelCalls embedding(String name, Way way) {
    embeddings.put(name, way);
    return this;
  }

  /**
   * Makes one call of each way, says {@code ready}, and then, for each line on stdin: at {@code
   * told} all calls whose usage the server tells; at {@code untold} those that it breaks off, or
   * streams without. Those have a model of their own. Ends with stdin.
   */
  void run() throws Exception {
    for (Map.Entry<String, Way> way : ways.entrySet()) {
      one(way.getKey(), way.getValue(), "plain");
    }
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Told told = line.equals("told") ? told() : untold();
      System.out.println(told.input() + " " + told.output() + " " + told.cached());
      System.out.println("done");
    }
    System.exit(0);
  }

  private Told told() throws Exception {
    Told sum = Told.NONE;
    for (Map.Entry<String, Way> way : ways.entrySet()) {
      for (String script : new String[] {"plain", "cached", "cache-written", "gzip"}) {
        sum = sum.plus(one(way.getKey(), way.getValue(), script));
      }
      fails(way.getKey(), way.getValue(), "refused", model);
    }
    for (Map.Entry<String, Way> way : embeddings.entrySet()) {
      sum = sum.plus(way.getValue().call(model + "-embedding", "script=plain Embed this."));
    }
    return sum.plus(parallel());
  }

  /** Eight at once, of all ways by turns; each way meets the limit once, and the failure. */
  private Told parallel() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    List<Future<Told>> running = new ArrayList<>();
    List<String> names = new ArrayList<>(ways.keySet());
    int calls = Math.max(8, 2 * names.size());
    for (int i = 0; i < calls; i++) {
      String name = names.get(i % names.size());
      int turn = i / names.size();
      String script = turn == 0 ? "limited/" + name : turn == 1 ? "failing/" + name : "plain";
      running.add(executor.submit(() -> one(name, ways.get(name), script)));
    }
    Told sum = Told.NONE;
    for (Future<Told> one : running) {
      sum = sum.plus(one.get());
    }
    executor.shutdown();
    return sum;
  }

  private Told untold() throws Exception {
    for (Map.Entry<String, Way> way : broken.entrySet()) {
      way.getValue().call(model + "-untold", "script=no-usage Say how it went.");
      fails(way.getKey(), way.getValue(), "broken", model + "-untold");
    }
    return Told.NONE;
  }

  /** Tries again itself where the framework does not. */
  private Told one(String name, Way way, String script) throws Exception {
    String prompt = "script=" + script + " Say how it went.";
    for (int left = TRIES; ; left--) {
      try {
        return way.call(model, prompt);
      } catch (Exception failure) {
        if (left == 1 || !(script.startsWith("limited/") || script.startsWith("failing/"))) {
          throw new IllegalStateException(name + " does not do " + script, failure);
        }
      }
    }
  }

  private static void fails(String name, Way way, String script, String model) {
    try {
      way.call(model, "script=" + script + " Say how it went.");
    } catch (Exception failure) {
      return;
    }
    System.err.println(name + " says nothing of what is " + script);
  }
}
