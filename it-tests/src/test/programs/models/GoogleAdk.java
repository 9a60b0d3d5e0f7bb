import com.google.adk.agents.LlmAgent;
import com.google.adk.agents.RunConfig;
import com.google.adk.models.Gemini;
import com.google.adk.runner.InMemoryRunner;
import com.google.adk.sessions.Session;
import com.google.adk.tools.Annotations;
import com.google.adk.tools.FunctionTool;
import com.google.genai.Client;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Google's agents: one with a tool, whole and streamed. */
public final class GoogleAdk {
  private final Client client;

  private GoogleAdk(Client client) {
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    HttpOptions options = HttpOptions.builder().baseUrl(args[0]).build();
    GoogleAdk program = new GoogleAdk(Client.builder().apiKey("none").httpOptions(options).build());
    new ModelCalls("gemini-loopback")
            .whole(
                "agent",
                (model, prompt) -> program.run(model, prompt, RunConfig.StreamingMode.NONE))
            .stream(
                "agent stream",
                (model, prompt) -> program.run(model, prompt, RunConfig.StreamingMode.SSE))
            .run();
  }

  /** What the agent may call. */
  public static Map<String, Object> lookUp(
      @Annotations.Schema(name = "what", description = "what to look up") String what) {
    return Map.of("found", "nothing");
  }

  private ModelCalls.Told run(String model, String prompt, RunConfig.StreamingMode mode) {
    AtomicReference<ModelCalls.Told> told = new AtomicReference<>(ModelCalls.Told.NONE);
    LlmAgent agent =
        LlmAgent.builder()
            .name("clerk")
            .model(Gemini.builder().modelName(model).apiClient(client).build())
            .instruction("Answer in one sentence.")
            .generateContentConfig(GenerateContentConfig.builder().maxOutputTokens(500).build())
            .tools(FunctionTool.create(GoogleAdk.class, "lookUp"))
            .afterModelCallbackSync(
                (context, response) -> {
                  if (response.usageMetadata().isPresent()) {
                    told.set(told(response.usageMetadata()));
                  }
                  return Optional.empty();
                })
            .build();
    InMemoryRunner runner = new InMemoryRunner(agent);
    Session session = runner.sessionService().createSession(runner.appName(), "me").blockingGet();
    RunConfig config = RunConfig.builder().setStreamingMode(mode).build();
    Content question = Content.fromParts(Part.fromText(prompt));
    runner
        .runAsync("me", session.id(), question, config)
        .blockingForEach(
            event -> {
              if (event.errorCode().isPresent()) {
                throw new IllegalStateException(event.errorMessage().orElse("an error"));
              }
            });
    return told.get();
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
