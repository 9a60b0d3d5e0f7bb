import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import java.util.Optional;

/** Google's own client: whole and streamed, at once and later. */
public final class GoogleGenAi {
  private static final GenerateContentConfig CONFIG =
      GenerateContentConfig.builder().maxOutputTokens(500).build();

  private final Client client;

  private GoogleGenAi(Client client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    HttpOptions options = HttpOptions.builder().baseUrl(args[0]).build();
    GoogleGenAi program =
        new GoogleGenAi(Client.builder().apiKey("none").httpOptions(options).build());
    new ModelCalls("gemini-loopback")
        .whole("whole", program::whole).stream("stream", program::stream)
            .whole("async", program::async)
            .stream("async stream", program::asyncStream)
            .run();
  }

  private ModelCalls.Told whole(String model, String prompt) {
    return told(client.models.generateContent(model, prompt, CONFIG).usageMetadata());
  }

  private ModelCalls.Told async(String model, String prompt) throws Exception {
    return told(client.async.models.generateContent(model, prompt, CONFIG).get().usageMetadata());
  }

  private ModelCalls.Told stream(String model, String prompt) {
    return last(client.models.generateContentStream(model, prompt, CONFIG));
  }

  private ModelCalls.Told asyncStream(String model, String prompt) throws Exception {
    return last(client.async.models.generateContentStream(model, prompt, CONFIG).get());
  }

  /** Each piece tells what was used up to there. */
  private static ModelCalls.Told last(ResponseStream<GenerateContentResponse> pieces) {
    ModelCalls.Told last = ModelCalls.Told.NONE;
    try (pieces) {
      for (GenerateContentResponse piece : pieces) {
        if (piece.usageMetadata().isPresent()) {
          last = told(piece.usageMetadata());
        }
      }
    }
    return last;
  }

  private static ModelCalls.Told told(Optional<GenerateContentResponseUsageMetadata> usage) {
    return usage
        .map(
            u ->
                new ModelCalls.Told(
                    u.promptTokenCount().orElse(0),
                    u.candidatesTokenCount().orElse(0) + u.thoughtsTokenCount().orElse(0),
                    u.cachedContentTokenCount().orElse(0)))
        .orElse(ModelCalls.Told.NONE);
  }
}
