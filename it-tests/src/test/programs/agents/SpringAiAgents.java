import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;

/** Spring AI since 2.0. */
public final class SpringAiAgents {
  private SpringAiAgents() {}

  public static void main(String[] args) throws Exception {
    OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
    options.baseUrl(args[0] + "/v1").apiKey("none").model("gpt-test");
    OpenAiChatModel model = OpenAiChatModel.builder().options(options.build()).build();
    AgentProgram.run(way -> SpringTools.work(model, way));
  }
}
