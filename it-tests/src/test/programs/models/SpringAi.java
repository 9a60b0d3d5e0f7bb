import com.openai.models.completions.CompletionUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import java.util.List;

/** Spring AI since 2.0, whose models of OpenAI are on top of OpenAI's own client. */
public final class SpringAi {
  private final String server;

  private SpringAi(String server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    SpringAi program = new SpringAi(args[0] + "/v1");
    new ModelCalls("spring-loopback")
        .whole("call", program::call)
        .stream("stream", program::stream)
        .embedding("embedding", program::embedding)
        .run();
  }

  private OpenAiChatModel model(String model) {
    OpenAiChatOptions.Builder options = OpenAiChatOptions.builder();
    options.baseUrl(server).apiKey("none").model(model).maxCompletionTokens(500).streamUsage(true);
    return OpenAiChatModel.builder().options(options.build()).build();
  }

  private ModelCalls.Told call(String model, String prompt) {
    return told(model(model).call(new Prompt(prompt)).getMetadata().getUsage());
  }

  private ModelCalls.Told stream(String model, String prompt) {
    ChatResponse last = model(model).stream(new Prompt(prompt)).blockLast();
    return told(last.getMetadata().getUsage());
  }

  private ModelCalls.Told embedding(String model, String prompt) {
    OpenAiEmbeddingOptions.Builder options = OpenAiEmbeddingOptions.builder();
    options.baseUrl(server).apiKey("none").model(model);
    return told(
        new OpenAiEmbeddingModel(MetadataMode.NONE, options.build())
            .call(new EmbeddingRequest(List.of(prompt), null))
            .getMetadata()
            .getUsage());
  }

  private static ModelCalls.Told told(Usage usage) {
    long cached = 0;
    if (usage.getNativeUsage() instanceof CompletionUsage told) {
      cached = told.promptTokensDetails().flatMap(d -> d.cachedTokens()).orElse(0L);
    }
    Integer output = usage.getCompletionTokens();
    return new ModelCalls.Told(usage.getPromptTokens(), output == null ? 0 : output, cached);
  }
}
