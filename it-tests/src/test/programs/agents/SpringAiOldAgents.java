import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;

/** Spring AI before 2.0. */
public final class SpringAiOldAgents {
  private SpringAiOldAgents() {}

  public static void main(String[] args) throws Exception {
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .openAiApi(OpenAiApi.builder().baseUrl(args[0]).apiKey("none").build())
            .defaultOptions(OpenAiChatOptions.builder().model("gpt-test").build())
            .build();
    AgentProgram.run(way -> SpringTools.work(model, way));
  }
}
