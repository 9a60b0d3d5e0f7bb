import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;

/** Anthropic's own client, at once and later. */
public final class AnthropicJava {
  private final AnthropicClient client;

  private AnthropicJava(AnthropicClient client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    AnthropicJava program =
        new AnthropicJava(AnthropicOkHttpClient.builder().apiKey("none").baseUrl(args[0]).build());
    new ModelCalls("claude-loopback")
        .whole("messages", program::whole)
        .stream("messages stream", program::stream)
        .whole("messages async", program::wholeAsync)
        .stream("messages async stream", program::streamAsync)
        .run();
  }

  private static MessageCreateParams question(String model, String prompt) {
    return MessageCreateParams.builder()
        .model(model)
        .maxTokens(500)
        .addUserMessage(prompt)
        .build();
  }

  private ModelCalls.Told whole(String model, String prompt) {
    return told(client.messages().create(question(model, prompt)).usage());
  }

  private ModelCalls.Told wholeAsync(String model, String prompt) throws Exception {
    return told(client.async().messages().create(question(model, prompt)).get().usage());
  }

  private ModelCalls.Told stream(String model, String prompt) {
    MessageAccumulator message = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> events =
        client.messages().createStreaming(question(model, prompt))) {
      events.stream().forEach(message::accumulate);
    }
    return told(message.message().usage());
  }

  private ModelCalls.Told streamAsync(String model, String prompt) throws Exception {
    MessageAccumulator message = MessageAccumulator.create();
    AsyncStreamResponse<RawMessageStreamEvent> events =
        client.async().messages().createStreaming(question(model, prompt));
    events.subscribe(message::accumulate);
    events.onCompleteFuture().get();
    return told(message.message().usage());
  }

  private static ModelCalls.Told told(Usage usage) {
    long cached = usage.cacheReadInputTokens().orElse(0L);
    long written = usage.cacheCreationInputTokens().orElse(0L);
    return new ModelCalls.Told(
        usage.inputTokens() + cached + written, usage.outputTokens(), cached);
  }
}
