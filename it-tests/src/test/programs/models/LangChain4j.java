import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import java.util.concurrent.CompletableFuture;

/** LangChain4j since 1.0, with models of OpenAI and of Anthropic. */
public final class LangChain4j {
  private final String server;

  private LangChain4j(String server) {
    this.server = server;
  }

  public static void main(String[] args) throws Exception {
    LangChain4j program = new LangChain4j(args[0] + "/v1");
    new ModelCalls("langchain-loopback")
        .whole("openai", program::openAi)
        .stream("openai stream", program::openAiStream)
        .whole("anthropic", program::anthropic)
        .stream("anthropic stream", program::anthropicStream)
        .embedding("openai embedding", program::embedding)
        .run();
  }

  private ModelCalls.Told openAi(String model, String prompt) {
    return told(
        OpenAiChatModel.builder()
            .baseUrl(server)
            .apiKey("none")
            .modelName(model)
            .build()
            .chat(UserMessage.from(prompt))
            .tokenUsage());
  }

  private ModelCalls.Told anthropic(String model, String prompt) {
    return told(
        AnthropicChatModel.builder()
            .baseUrl(server)
            .apiKey("none")
            .modelName(model)
            .maxTokens(500)
            .build()
            .chat(UserMessage.from(prompt))
            .tokenUsage());
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
            .baseUrl(server)
            .apiKey("none")
            .modelName(model)
            .maxTokens(500)
            .build(),
        prompt);
  }

  private static ModelCalls.Told streamed(StreamingChatModel model, String prompt)
      throws Exception {
    CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    model.chat(
        prompt,
        new StreamingChatResponseHandler() {
          @Override
          public void onCompleteResponse(ChatResponse answer) {
            whole.complete(answer);
          }

          @Override
          public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
          }
        });
    return told(whole.get().tokenUsage());
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
      long cached = anthropic.cacheReadInputTokens();
      long written = anthropic.cacheCreationInputTokens();
      return new ModelCalls.Told(
          usage.inputTokenCount() + cached + written, usage.outputTokenCount(), cached);
    }
    long cached = 0;
    if (usage instanceof OpenAiTokenUsage openAi && openAi.inputTokensDetails() != null) {
      cached = openAi.inputTokensDetails().cachedTokens();
    }
    return usage == null
        ? ModelCalls.Told.NONE
        : new ModelCalls.Told(number(usage.inputTokenCount()), number(usage.outputTokenCount()), cached);
  }

  private static long number(Integer count) {
    return count == null ? 0 : count;
  }
}
