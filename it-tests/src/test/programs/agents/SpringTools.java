import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.annotation.ToolParam;
import org.springframework.ai.tool.function.FunctionToolCallback;

/**
 * What Spring AI's model may use: tools that are methods, one that is a function, one that fails.
 */
public final class SpringTools {
  /** What a function is given. */
  public record Input(String text) {}

  private SpringTools() {}

  static String work(ChatModel model, String way) {
    ChatClient.ChatClientRequestSpec request =
        ChatClient.create(model)
            .prompt("the task")
            .tools(new SpringTools())
            .toolCallbacks(
                FunctionToolCallback.builder("weigh", (Input input) -> "7 kg")
                    .description("weighs")
                    .inputType(Input.class)
                    .build());
    return way.equals("stream")
        ? String.join("", request.stream().content().collectList().block())
        : request.call().content();
  }

  @Tool(description = "searches")
  public String search(@ToolParam(description = "what") String text) {
    return "found " + text;
  }

  @Tool(description = "measures, but cannot")
  public String measure(@ToolParam(description = "what") String text) {
    throw new IllegalStateException("no ruler");
  }
}
