import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InferenceConfiguration;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * Amazon's client for Bedrock: at once through the client of HTTP that the second argument names,
 * or later through Netty, as {@code http2} or {@code http1}. Only later can it stream.
 */
public final class AwsBedrock {
  private static final InferenceConfiguration LIMITS =
      InferenceConfiguration.builder().maxTokens(500).build();
  private static final StaticCredentialsProvider NOBODY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none"));

  private AwsBedrock() {}

  public static void main(String[] args) throws Exception {
    URI server = URI.create(args[0]);
    ModelCalls calls = new ModelCalls("anthropic.claude-loopback-v1:0");
    if (args[1].startsWith("http")) {
      later(calls, asyncClient(server, args[1].equals("http1")));
    } else {
      atOnce(calls, client(server, args[1]));
    }
    calls.run();
  }

  private static BedrockRuntimeClient client(URI server, String http) throws Exception {
    // By name, as not every version has each of them.
    Object builder = Class.forName(http).getMethod("builder").invoke(null);
    return BedrockRuntimeClient.builder()
        .endpointOverride(server)
        .region(Region.US_EAST_1)
        .credentialsProvider(NOBODY)
        .overrideConfiguration(quick())
        .httpClientBuilder((SdkHttpClient.Builder<?>) builder)
        .build();
  }

  private static BedrockRuntimeAsyncClient asyncClient(URI server, boolean http1) {
    NettyNioAsyncHttpClient.Builder netty = NettyNioAsyncHttpClient.builder().maxConcurrency(16);
    if (http1) {
      netty.protocol(Protocol.HTTP1_1);
    }
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(server)
        .region(Region.US_EAST_1)
        .credentialsProvider(NOBODY)
        .overrideConfiguration(quick())
        .httpClientBuilder(netty)
        .build();
  }

  /** Tries again as it does of itself, without the waits in between. */
  private static ClientOverrideConfiguration quick() {
    return ClientOverrideConfiguration.builder()
        .apiCallTimeout(Duration.ofSeconds(30))
        .retryStrategy(
            retry ->
                retry
                    .backoffStrategy(attempt -> Duration.ofMillis(5))
                    .throttlingBackoffStrategy(attempt -> Duration.ofMillis(5)))
        .build();
  }

  private static void atOnce(ModelCalls calls, BedrockRuntimeClient client) {
    calls
        .whole("converse", (model, prompt) -> told(client.converse(ask(model, prompt)).usage()))
        .whole("invoke", (model, prompt) -> told(client.invokeModel(invoke(model, prompt)).body()));
  }

  private static void later(ModelCalls calls, BedrockRuntimeAsyncClient client) {
    calls
        .whole(
            "converse", (model, prompt) -> told(client.converse(ask(model, prompt)).get().usage()))
        .stream("converse stream", (model, prompt) -> converseStream(client, model, prompt))
        .whole(
            "invoke",
            (model, prompt) -> told(client.invokeModel(invoke(model, prompt)).get().body()))
        .stream("invoke stream", (model, prompt) -> invokeStream(client, model, prompt));
  }

  private static Message message(String prompt) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(prompt))
        .build();
  }

  private static ConverseRequest ask(String model, String prompt) {
    return ConverseRequest.builder()
        .modelId(model)
        .messages(message(prompt))
        .inferenceConfig(LIMITS)
        .build();
  }

  private static SdkBytes body(String prompt) {
    return SdkBytes.fromUtf8String(
        "{\"anthropic_version\":\"bedrock-2023-05-31\",\"max_tokens\":500,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\""
            + prompt
            + "\"}]}");
  }

  private static InvokeModelRequest invoke(String model, String prompt) {
    return InvokeModelRequest.builder()
        .modelId(model)
        .contentType("application/json")
        .body(body(prompt))
        .build();
  }

  private static ModelCalls.Told converseStream(
      BedrockRuntimeAsyncClient client, String model, String prompt) throws Exception {
    ConverseStreamRequest request =
        ConverseStreamRequest.builder()
            .modelId(model)
            .messages(message(prompt))
            .inferenceConfig(LIMITS)
            .build();
    AtomicReference<ModelCalls.Told> last = new AtomicReference<>(ModelCalls.Told.NONE);
    AtomicBoolean ended = new AtomicBoolean();
    client
        .converseStream(
            request,
            ConverseStreamResponseHandler.builder()
                .subscriber(
                    ConverseStreamResponseHandler.Visitor.builder()
                        .onMetadata(metadata -> last.set(told(metadata.usage())))
                        .onMessageStop(stop -> ended.set(true))
                        .build())
                .build())
        .get();
    mustHaveEnded(ended.get());
    return last.get();
  }

  private static ModelCalls.Told invokeStream(
      BedrockRuntimeAsyncClient client, String model, String prompt) throws Exception {
    InvokeModelWithResponseStreamRequest request =
        InvokeModelWithResponseStreamRequest.builder()
            .modelId(model)
            .contentType("application/json")
            .body(body(prompt))
            .build();
    StringBuffer events = new StringBuffer();
    client
        .invokeModelWithResponseStream(
            request,
            InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber(
                    InvokeModelWithResponseStreamResponseHandler.Visitor.builder()
                        .onChunk(chunk -> events.append(chunk.bytes().asUtf8String()))
                        .build())
                .build())
        .get();
    String all = events.toString();
    mustHaveEnded(all.contains("message_stop"));
    long cached = number(all, "cacheReadInputTokenCount");
    long written = number(all, "cacheWriteInputTokenCount");
    return new ModelCalls.Told(
        number(all, "inputTokenCount") + cached + written, number(all, "outputTokenCount"), cached);
  }

  /** The client says nothing of a connection that was closed before the last chunk. */
  private static void mustHaveEnded(boolean ended) {
    if (!ended) {
      throw new IllegalStateException("broken off");
    }
  }

  /**
   * Amazon tells what is not cached, what comes from the cache and what goes there by themselves.
   */
  private static ModelCalls.Told told(TokenUsage usage) {
    long cached = orNone(usage.cacheReadInputTokens());
    long written = orNone(usage.cacheWriteInputTokens());
    return new ModelCalls.Told(
        usage.inputTokens() + cached + written, usage.outputTokens(), cached);
  }

  private static long orNone(Integer count) {
    return count == null ? 0 : count;
  }

  /** Anthropic's answer as it is. */
  private static ModelCalls.Told told(SdkBytes body) {
    String document = body.asUtf8String();
    long cached = number(document, "cache_read_input_tokens");
    long written = number(document, "cache_creation_input_tokens");
    return new ModelCalls.Told(
        number(document, "input_tokens") + cached + written,
        number(document, "output_tokens"),
        cached);
  }

  private static long number(String document, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":([0-9]+)").matcher(document);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }
}
