import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.ChatLanguageModel;
import dev.langchain4j.model.chat.StreamingChatLanguageModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.concurrent.CompletableFuture;

/**
 * LangChain4j before 1.0, with models of OpenAI and of Anthropic, by OkHttp. It counts the tokens
 * of OpenAI's streams itself; of those it is told.
 */
public final class LangChain4jOld {
  private final String server;

  private LangChain4jOld(String server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    LangChain4jOld program = new LangChain4jOld(args[0] + "/v1");
    new ModelCalls("langchain-loopback")
        .whole("openai", program::openAi)
        .stream("openai stream", program::openAiStream)
        .whole("anthropic", program::anthropic)
        .stream("anthropic stream", program::anthropicStream)
        .embedding("openai embedding", program::embedding)
        .run();
  }

  private ModelCalls.Told openAi(String model, String prompt) {
    return whole(
        OpenAiChatModel.builder().baseUrl(server).apiKey("none").modelName(model).build(), prompt);
  }

  private ModelCalls.Told anthropic(String model, String prompt) {
    return whole(
        AnthropicChatModel.builder()
            .baseUrl(server + "/")
            .apiKey("none")
            .modelName(model)
            .maxTokens(500)
            .build(),
        prompt);
  }

  private static ModelCalls.Told whole(ChatLanguageModel model, String prompt) {
    return told(model.generate(UserMessage.from(prompt)).tokenUsage());
  }

  private ModelCalls.Told openAiStream(String model, String prompt) throws Exception {
    return streamed(
        OpenAiStreamingChatModel.builder()
            .baseUrl(server)
            .apiKey("none")
            .modelName(model)
            .build(),
        prompt);
  }

  private ModelCalls.Told anthropicStream(String model, String prompt) throws Exception {
    return streamed(
        AnthropicStreamingChatModel.builder()
            .baseUrl(server + "/")
            .apiKey("none")
            .modelName(model)
            .maxTokens(500)
            .build(),
        prompt);
  }

  private static ModelCalls.Told streamed(StreamingChatLanguageModel model, String prompt)
      throws Exception {
    CompletableFuture<Response<AiMessage>> whole = new CompletableFuture<>();
    model.generate(
        prompt,
        new StreamingResponseHandler<AiMessage>() {
          @Override
          public void onNext(String token) {}

          @Override
          public void onComplete(Response<AiMessage> answer) {
            whole.complete(answer);
          }

          @Override
          public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
          }
        });
    TokenUsage usage = whole.get().tokenUsage();
    return usage == null ? ModelCalls.Told.NONE : told(usage);
  }

  private ModelCalls.Told embedding(String model, String prompt) {
    return told(
        OpenAiEmbeddingModel.builder()
            .baseUrl(server)
            .apiKey("none")
            .modelName(model)
            .build()
            .embed(prompt)
            .tokenUsage());
  }

  private static ModelCalls.Told told(TokenUsage usage) {
    if (usage instanceof AnthropicTokenUsage anthropic) {
      long cached = number(anthropic.cacheReadInputTokens());
      long written = number(anthropic.cacheCreationInputTokens());
      return new ModelCalls.Told(
          usage.inputTokenCount() + cached + written, usage.outputTokenCount(), cached);
    }
    return new ModelCalls.Told(
        number(usage.inputTokenCount()), number(usage.outputTokenCount()), 0);
  }

  private static long number(Integer count) {
    return count == null ? 0 : count;
  }
}
