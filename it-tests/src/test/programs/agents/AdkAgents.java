import com.google.adk.agents.BaseAgent;
import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.SequentialAgent;
import com.google.adk.events.Event;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.AgentTool;
import com.google.adk.tools.Annotations.Schema;
import com.google.adk.tools.FunctionTool;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import java.util.Map;

/** Agents of Google's ADK that use tools, of which one is another agent. */
public final class AdkAgents {
  private AdkAgents() {}

  /** Of the lead. */
  public static Map<String, Object> search(@Schema(name = "text") String text) {
    return Map.of("found", text);
  }

  /** Of the expert. */
  public static Map<String, Object> weigh(@Schema(name = "text") String text) {
    return Map.of("kg", 7);
  }

  public static void main(String[] args) throws Exception {
    AgentProgram.run(way -> work(args[0], way));
  }

  private static String work(String url, String way) throws Exception {
    Client client =
        Client.builder()
            .apiKey("none")
            .httpOptions(HttpOptions.builder().baseUrl(url).build())
            .build();
    Gemini model = new Gemini("gemini-test", client);
    BaseAgent expert =
        LlmAgent.builder()
            .name("expert")
            .description("knows")
            .model(model)
            .tools(FunctionTool.create(AdkAgents.class, "weigh"))
            .build();
    LlmAgent.Builder lead = LlmAgent.builder().name("lead").description("leads").model(model);
    BaseAgent root =
        way.equals("sequence")
            ? SequentialAgent.builder()
                .name("crew")
                .subAgents(
                    lead.tools(FunctionTool.create(AdkAgents.class, "search")).build(), expert)
                .build()
            : lead.tools(FunctionTool.create(AdkAgents.class, "search"), AgentTool.create(expert))
                .build();
    InMemoryRunner runner = new InMemoryRunner(root);
    Session session = runner.sessionService().createSession(runner.appName(), "u").blockingGet();
    StringBuilder said = new StringBuilder();
    for (Event event :
        runner
            .runAsync("u", session.id(), Content.fromParts(Part.fromText("the task")))
            .blockingIterable()) {
      said.append(event.stringifyContent());
    }
    return said.toString().strip().replace('\n', ' ');
  }
}
