import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What each program asks a model with its client: the same calls, whatever the client. */
final class Asks {
  /** One way to use a client. */
  interface Way {
    /**
     * Posts a body.
     *
     * @param reading how to read the answer
     * @return the status of the answer
     */
    int post(String url, String body, Reading reading) throws Exception;
  }

  /** How to read an answer, and what came of it. */
  static final class Reading {
    private final boolean early;
    private long bytes;

    private Reading(boolean early) {
      this.early = early;
    }

    /** Whether to read the first bytes only. */
    boolean isEarly() {
      return early;
    }

    void read(InputStream answer) throws Exception {
      byte[] part = new byte[97];
      for (int count = answer.read(part); count >= 0; count = answer.read(part)) {
        bytes += count;
        if (early) {
          return;
        }
      }
    }

    void read(long count) {
      bytes += count;
    }
  }

  private Asks() {}

  /**
   * Asks for what each line on stdin names, which is a path of the server's, and prints what came
   * of it.
   */
  static void make(String server, Way way) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      for (String path : line.split(" ")) {
        System.out.println(path + " " + outcome(server, way, path));
      }
      System.out.println("done");
    }
  }

  private static String outcome(String server, Way way, String path) {
    boolean streams = path.equals("stream") || path.equals("early");
    String body =
        "{\"model\": \"gpt-4o-mini\", \"stream\": "
            + streams
            + ", \"max_tokens\": 100, \"messages\": [{\"role\": \"user\", \"content\": \""
            + "Say something. ".repeat(40)
            + "\"}]}";
    Reading reading = new Reading(path.equals("early"));
    try {
      int status = way.post(server + path + "/v1/chat/completions", body, reading);
      return status + " " + reading.bytes;
    } catch (Exception failure) {
      StringBuilder line = new StringBuilder();
      for (Throwable one = failure; one != null; one = one.getCause()) {
        line.append(one.getClass().getName()).append(": ").append(one.getMessage()).append(" | ");
      }
      return line.toString().replace('\n', ' ');
    }
  }
}
