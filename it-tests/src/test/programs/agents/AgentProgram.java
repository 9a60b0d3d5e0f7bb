import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What all programs with agents do: for each line on stdin they let the agent work once. */
final class AgentProgram {
  /** Lets the agent work. */
  interface Agent {
    String work(String way) throws Exception;
  }

  private AgentProgram() {}

  static void run(Agent agent) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String way = in.readLine(); way != null; way = in.readLine()) {
      try {
        System.out.println(agent.work(way));
      } catch (Exception e) {
        System.out.println("failed: " + e);
        if (Boolean.getBoolean("traces")) {
          e.printStackTrace();
        }
      }
      System.out.println("done");
    }
    System.exit(0);
  }
}
