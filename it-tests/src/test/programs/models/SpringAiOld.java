import java.util.List;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.document.MetadataMode;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Spring AI before 2.0: calls by RestClient, streams by WebClient, on Reactor Netty or on the JDK's
 * client.
 */
public final class SpringAiOld {
  private final OpenAiApi api;

  private SpringAiOld(OpenAiApi api) {
    this.api = api;
  }

  public static void main(String[] args) throws Exception {
    boolean jdk = args[1].equals("jdk");
    WebClient.Builder web = WebClient.builder();
    RestClient.Builder rest = RestClient.builder();
    if (jdk) {
      web.clientConnector(new JdkClientHttpConnector());
      rest.requestFactory(new JdkClientHttpRequestFactory());
    }
    SpringAiOld program =
        new SpringAiOld(
            OpenAiApi.builder()
                .baseUrl(args[0])
                .apiKey("none")
                .webClientBuilder(web)
                .restClientBuilder(rest)
                .build());
    new ModelCalls("spring-loopback")
        .whole("call", program::call)
        .stream("stream", program::stream)
        .embedding("embedding", program::embedding)
        .run();
  }

  private OpenAiChatModel model(String model) {
    return OpenAiChatModel.builder()
        .openAiApi(api)
        .retryTemplate(RetryUtils.SHORT_RETRY_TEMPLATE)
        .defaultOptions(
            OpenAiChatOptions.builder().model(model).maxTokens(500).streamUsage(true).build())
        .build();
  }

  private ModelCalls.Told call(String model, String prompt) {
    return told(model(model).call(new Prompt(prompt)).getMetadata().getUsage());
  }

  private ModelCalls.Told stream(String model, String prompt) {
    ChatResponse last = model(model).stream(new Prompt(prompt)).blockLast();
    return told(last.getMetadata().getUsage());
  }

  private ModelCalls.Told embedding(String model, String prompt) {
    return told(
        new OpenAiEmbeddingModel(
                api, MetadataMode.NONE, OpenAiEmbeddingOptions.builder().model(model).build())
            .call(new EmbeddingRequest(List.of(prompt), null))
            .getMetadata()
            .getUsage());
  }

  private static ModelCalls.Told told(Usage usage) {
    long cached = 0;
    if (usage.getNativeUsage() instanceof OpenAiApi.Usage told
        && told.promptTokensDetails() != null
        && told.promptTokensDetails().cachedTokens() != null) {
      cached = told.promptTokensDetails().cachedTokens();
    }
    Integer output = usage.getCompletionTokens();
    return new ModelCalls.Told(usage.getPromptTokens(), output == null ? 0 : output, cached);
  }
}
