import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.ChatModel;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** OpenAI's own client: chat completions and responses, at once and later, and embeddings. */
public final class OpenAiJava {
  private final OpenAIClient client;

  private OpenAiJava(OpenAIClient client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    OpenAiJava program =
        new OpenAiJava(
            OpenAIOkHttpClient.builder().apiKey("none").baseUrl(args[0] + "/v1").build());
    new ModelCalls("gpt-loopback")
        .whole("chat", program::chat)
        .stream("chat stream", program::chatStream)
        .whole("chat async", program::chatAsync)
        .stream("chat async stream", program::chatAsyncStream)
        .whole("responses", program::responses)
        .stream("responses stream", program::responsesStream)
        .embedding("embeddings", program::embedding)
        .run();
  }

  private static ChatCompletionCreateParams.Builder question(String model, String prompt) {
    return ChatCompletionCreateParams.builder()
        .model(ChatModel.of(model))
        .maxCompletionTokens(500)
        .addUserMessage(prompt);
  }

  private static ChatCompletionCreateParams streamed(String model, String prompt) {
    return question(model, prompt)
        .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
        .build();
  }

  private ModelCalls.Told chat(String model, String prompt) {
    return told(client.chat().completions().create(question(model, prompt).build()).usage());
  }

  private ModelCalls.Told chatAsync(String model, String prompt) throws Exception {
    return told(
        client.async().chat().completions().create(question(model, prompt).build()).get().usage());
  }

  private ModelCalls.Told chatStream(String model, String prompt) {
    ModelCalls.Told[] last = {ModelCalls.Told.NONE};
    try (StreamResponse<ChatCompletionChunk> chunks =
        client.chat().completions().createStreaming(streamed(model, prompt))) {
      chunks.stream().forEach(chunk -> last[0] = last[0].plus(told(chunk.usage())));
    }
    return last[0];
  }

  private ModelCalls.Told chatAsyncStream(String model, String prompt) throws Exception {
    AtomicReference<ModelCalls.Told> last = new AtomicReference<>(ModelCalls.Told.NONE);
    AsyncStreamResponse<ChatCompletionChunk> chunks =
        client.async().chat().completions().createStreaming(streamed(model, prompt));
    chunks.subscribe(chunk -> last.set(last.get().plus(told(chunk.usage()))));
    chunks.onCompleteFuture().get();
    return last.get();
  }

  private ModelCalls.Told responses(String model, String prompt) {
    return toldByResponse(client.responses().create(asked(model, prompt)).usage());
  }

  private ModelCalls.Told responsesStream(String model, String prompt) {
    ModelCalls.Told[] last = {ModelCalls.Told.NONE};
    try (StreamResponse<ResponseStreamEvent> events =
        client.responses().createStreaming(asked(model, prompt))) {
      events.stream()
          .filter(ResponseStreamEvent::isCompleted)
          .forEach(
              event -> last[0] = toldByResponse(event.asCompleted().response().usage()));
    }
    return last[0];
  }

  private static ResponseCreateParams asked(String model, String prompt) {
    return ResponseCreateParams.builder()
        .model(model)
        .maxOutputTokens(500)
        .input(prompt)
        .build();
  }

  private ModelCalls.Told embedding(String model, String prompt) {
    CreateEmbeddingResponse answer =
        client.embeddings().create(EmbeddingCreateParams.builder().model(model).input(prompt).build());
    return new ModelCalls.Told(answer.usage().promptTokens(), 0, 0);
  }

  private static ModelCalls.Told told(Optional<CompletionUsage> usage) {
    return usage
        .map(
            u ->
                new ModelCalls.Told(
                    u.promptTokens(),
                    u.completionTokens(),
                    u.promptTokensDetails().flatMap(d -> d.cachedTokens()).orElse(0L)))
        .orElse(ModelCalls.Told.NONE);
  }

  private static ModelCalls.Told toldByResponse(Optional<ResponseUsage> usage) {
    return usage
        .map(
            u ->
                new ModelCalls.Told(
                    u.inputTokens(), u.outputTokens(), u.inputTokensDetails().cachedTokens()))
        .orElse(ModelCalls.Told.NONE);
  }
}
