import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.Map;

/** Workflows of LangChain4j's agentic module. */
public final class LangChain4jWorkflows {
  /** The first of a sequence. */
  public interface Planner {
    @UserMessage("Plan {{task}}")
    @Agent(name = "planner", description = "plans", outputKey = "plan")
    String plan(@V("task") String task);
  }

  /** The second, with a tool. */
  public interface Doer {
    @UserMessage("Do {{plan}}")
    @Agent(name = "doer", description = "does", outputKey = "result")
    String act(@V("plan") String plan);
  }

  /** The doer's. */
  static final class DoerTools {
    @Tool("hammers")
    String hammer(@P("what") String text) {
      return "nailed";
    }
  }

  private LangChain4jWorkflows() {}

  public static void main(String[] args) throws Exception {
    AgentProgram.run(way -> work(args[0], way));
  }

  private static String work(String url, String way) {
    OpenAiChatModel model =
        OpenAiChatModel.builder().baseUrl(url + "/v1").apiKey("none").modelName("gpt-test").build();
    boolean async = way.equals("parallel");
    Planner planner =
        AgenticServices.agentBuilder(Planner.class).chatModel(model).async(async).build();
    Doer doer =
        AgenticServices.agentBuilder(Doer.class)
            .chatModel(model)
            .tools(new DoerTools())
            .async(async)
            .build();
    if (way.equals("single")) {
      return doer.act("the plan");
    }
    UntypedAgent crew =
        async
            ? AgenticServices.parallelBuilder()
                .name("pair")
                .subAgents(planner, doer)
                .outputKey("result")
                .build()
            : AgenticServices.sequenceBuilder()
                .name("crew")
                .subAgents(planner, doer)
                .outputKey("result")
                .build();
    return String.valueOf(crew.invoke(Map.of("task", "the task", "plan", "the plan")));
  }
}
