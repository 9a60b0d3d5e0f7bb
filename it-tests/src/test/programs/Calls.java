import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What each program does with its client: the same calls, whatever the client. */
final class Calls {
  /** One way to use a client: gets a URL, and returns the status of the answer. */
  interface Way {
    int get(String url) throws Exception;
  }

  private static final String[] PATHS = {"ok", "ok", "missing", "too-often", "busy", "moved"};

  private final String server;
  private final boolean asksNobody;

  Calls(String server) {
    this(server, true);
  }

  /**
   * @param asksNobody whether to try a server that is not there
   */
  Calls(String server, boolean asksNobody) {
    this.server = server;
    this.asksNobody = asksNobody;
  }

  /**
   * Makes one call, waits for a line on stdin, makes the others, and then one more. Prints what came
   * of each. From a line {@code fault} on, Rein fails inside.
   */
  void make(String name, Way way) throws Exception {
    System.out.println("first " + name + " " + way.get(server + "ok"));
    System.out.println("ready");
    String line =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    if (line.equals("fault")) {
      Class.forName("dev.rein.it.host.FaultyHandler").getMethod("install").invoke(null);
    }
    for (String path : PATHS) {
      System.out.println(path + " " + way.get(server + path));
    }
    // Nobody listens at port 11.
    if (asksNobody) {
      System.out.println("nobody " + outcome(way, "http://127.0.0.1:11/"));
    }
    System.out.println("beyond " + outcome(way, server + "ok"));
    System.out.println("done");
  }

  private static String outcome(Way way, String url) {
    try {
      return String.valueOf(way.get(url));
    } catch (Exception failure) {
      StringBuilder line = new StringBuilder();
      for (Throwable one = failure; one != null; one = one.getCause()) {
        line.append(one.getClass().getName()).append(": ").append(one.getMessage()).append(" | ");
      }
      return line.toString().replace('\n', ' ');
    }
  }
}
