package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests are calls of a model, and what they ask for. */
final class ModelRequestTest {
  private static final String CHAT =
      "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

  private static @Nullable ModelRequest read(String method, String uri, @Nullable String body) {
    ByteBuffer bytes = body == null ? null : ByteBuffer.wrap(Fed.utf8(body));
    return ModelRequest.read(
        method, URI.create(uri), bytes, bytes == null ? 90 : bytes.remaining());
  }

  private static ModelRequest call(String uri, String body) {
    return Objects.requireNonNull(read("POST", uri, body));
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1/chat/completions, OPENAI, openai, m-1",
    "https://api.openai.com/v1/chat/completions/?x=1, OPENAI, openai, m-1",
    "http://127.0.0.1:8080/chat/completions, OPENAI, openai, m-1",
    "http://litellm:4000/v1/completions, OPENAI, openai, m-1",
    "https://r.openai.azure.com/openai/deployments/my%20gpt/chat/completions?api-version=1, OPENAI,"
        + " azure.ai.openai, my gpt",
    "http://gateway/openai/deployments/d1/completions, OPENAI, azure.ai.openai, d1",
    "http://gateway/openai/deployments/d1/embeddings, OPENAI, azure.ai.openai, d1",
    "https://r.services.ai.azure.com/anthropic/v1/messages, ANTHROPIC, anthropic, m-1",
    "https://api.mistral.ai/v1/chat/completions, OPENAI, mistral_ai, m-1",
    "https://api.deepseek.com/chat/completions, OPENAI, deepseek, m-1",
    "https://api.groq.com/openai/v1/chat/completions, OPENAI, groq, m-1",
    "https://api.x.ai/v1/chat/completions, OPENAI, x_ai, m-1",
    "https://api.perplexity.ai/chat/completions, OPENAI, perplexity, m-1",
    "http://localhost:11434/v1/chat/completions, OPENAI, ollama, m-1",
    "http://localhost:11434/api/chat, OLLAMA, ollama, m-1",
    "http://127.0.0.1:5000/api/chat, OLLAMA, ollama, m-1",
    "https://api.anthropic.com/v1/messages?beta=true, ANTHROPIC, anthropic, m-1",
    "http://127.0.0.1:5000/v1/messages, ANTHROPIC, anthropic, m-1",
    "https://api.openai.com/v1/responses, OPENAI_RESPONSES, openai, m-1",
    "https://api.cohere.com/v2/chat, COHERE, cohere, m-1",
    "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent,"
        + " GEMINI, gcp.gemini, gemini-2.5-flash",
    "http://127.0.0.1:1/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse, GEMINI,"
        + " gcp.gemini, gemini-2.5-flash",
    "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent,"
        + " GEMINI, gcp.vertex_ai, gemini-2.5-pro",
    "http://127.0.0.1:1/v1/projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent,"
        + " GEMINI, gcp.vertex_ai, gemini-2.5-pro",
    "https://aiplatform.googleapis.com/v1/projects/p/locations/global/publishers/anthropic/models/claude-opus-4@20250514:rawPredict,"
        + " ANTHROPIC, gcp.vertex_ai, claude-opus-4@20250514",
    "https://bedrock-runtime.eu-west-1.amazonaws.com/model/us.amazon.nova-lite-v1%3A0/converse,"
        + " BEDROCK_CONVERSE, aws.bedrock, us.amazon.nova-lite-v1:0",
    "http://127.0.0.1:1/model/anthropic.claude-3-haiku-20240307-v1:0/invoke, BEDROCK_INVOKE,"
        + " aws.bedrock, anthropic.claude-3-haiku-20240307-v1:0",
    "https://bedrock-runtime.us-east-1.amazonaws.com/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A123456789012%3Ainference-profile%2Fus.anthropic.claude-opus-4-v1%3A0/converse-stream,"
        + " BEDROCK_CONVERSE, aws.bedrock, us.anthropic.claude-opus-4-v1:0",
  })
  void callsAreRecognised(String uri, Dialect dialect, String provider, String model) {
    ModelRequest call = call(uri, CHAT);
    assertThat(call.dialect()).isEqualTo(dialect);
    assertThat(call.provider()).isEqualTo(provider);
    assertThat(call.model()).isEqualTo(model);
    assertThat(read("GET", uri, CHAT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.openai.com/v1/responses/resp_123/cancel",
        "https://api.openai.com/v1/responses/resp_123",
        "https://api.openai.com/v1/chat/completions/chatcmpl-1",
        "https://api.openai.com/v1/threads/t/messages",
        "https://api.openai.com/v1/files",
        "https://api.anthropic.com/v1/messages/count_tokens",
        "https://api.anthropic.com/v1/messages/batches",
        "https://aiplatform.googleapis.com/v1/projects/p/publishers/anthropic/models/count-tokens:rawPredict",
        "https://aiplatform.googleapis.com/v1/projects/p/publishers/google/models/imagen-3:predict",
        "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:countTokens",
        "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:batchGenerateContent",
        "https://bedrock-runtime.us-east-1.amazonaws.com/model/m.x/count-tokens",
        "http://shop/model/shoes/invoke",
        "http://shop/chat/completionsx",
        "http://shop/chat:generateContent",
        "http://shop/",
        "mailto:x",
      })
  void otherPathsAreNoCalls(String uri) {
    assertThat(read("POST", uri, CHAT)).isNull();
  }

  /** Paths that many have are calls only where the body is one's, or the host is known. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/chat", "/v1/chat", "/v1/messages", "/v1/responses", "/completions"})
  void aPathThatManyHaveNeedsABodyThatFits(String path) {
    assertThat(read("POST", "http://shop" + path, CHAT)).isNotNull();
    assertThat(read("POST", "http://shop" + path, "{\"to\":\"you\",\"text\":\"Hi\"}")).isNull();
    assertThat(read("POST", "http://shop" + path, "{\"model\":\"shoe\"}")).isNull();
    assertThat(read("POST", "http://shop" + path, "model=m&messages=1")).isNull();
    assertThat(read("POST", "http://shop" + path, CHAT.substring(0, 45))).isNull();
    assertThat(read("POST", "http://shop" + path, null)).isNull();
    ByteBuffer beginning = ByteBuffer.wrap(Fed.utf8(CHAT.substring(0, 45)));
    assertThat(ModelRequest.read("POST", URI.create("http://shop" + path), beginning, 5000))
        .isNotNull();
  }

  @Test
  void aBodyThatCannotBeSeenIsEstimatedByItsLength() {
    ModelRequest call =
        Objects.requireNonNull(read("POST", "https://api.openai.com/v1/responses", null));
    assertThat(call.bodyBytes()).isEqualTo(90);
    assertThat(call.promptEstimate()).isEqualTo(30);
    assertThat(call.promptLikely()).isEqualTo(23);
    assertThat(call.maxOutput()).isEqualTo(-1);
    assertThat(call.model()).isEmpty();
    URI uri = URI.create("http://x/chat/completions");
    assertThat(Objects.requireNonNull(ModelRequest.read("POST", uri, null, -1)).promptEstimate())
        .isZero();
    assertThat(Objects.requireNonNull(read("POST", "http://x/v1/embeddings", null)).maxOutput())
        .isZero();
  }

  @Test
  void thePromptIsAThirdOfItsBytesAndPicturesAreBounded() {
    String uri = "https://api.openai.com/v1/chat/completions";
    assertThat(call(uri, CHAT).promptEstimate()).isEqualTo((CHAT.length() + 2) / 3);
    String picture = CHAT.replace("Hi", "data:image/png;base64," + "iVBORw0KGgo+/".repeat(100_000));
    long rest = picture.length() - 1_300_022L;
    assertThat(call(uri, picture).promptEstimate()).isEqualTo((rest + 2) / 3 + 2_000);
    assertThat(call(uri, picture).promptLikely()).isEqualTo((rest + 3) / 4 + 2_000);
    // A long text is none, though it has no space: neither Chinese nor a minified program.
    String chinese = CHAT.replace("Hi", "你好世界".repeat(1_000));
    assertThat(call(uri, chinese).promptEstimate()).isEqualTo((Fed.utf8(chinese).length + 2) / 3);
    String program = CHAT.replace("Hi", "a=f(b);".repeat(1_000));
    assertThat(call(uri, program).promptEstimate()).isEqualTo((program.length() + 2) / 3);
    ByteBuffer beginning = ByteBuffer.wrap(Fed.utf8(CHAT));
    ModelRequest cut =
        Objects.requireNonNull(ModelRequest.read("POST", URI.create(uri), beginning, 30_000));
    assertThat(cut.promptEstimate()).isEqualTo(10_000);
    assertThat(beginning.position()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"m\",\"messages\":[],\"max_tokens\":100}|100",
        "{\"model\":\"m\",\"messages\":[],\"max_completion_tokens\":100,\"n\":3}|300",
        "{\"model\":\"m\",\"messages\":[],\"max_tokens\":5,\"max_completion_tokens\":100}|100",
        "{\"max_output_tokens\":7,\"model\":\"m\",\"input\":\"x\"}|7",
        "{\"generationConfig\":{\"maxOutputTokens\":8,\"candidateCount\":2}}|16",
        "{\"inferenceConfig\":{\"maxTokens\":9}}|9",
        "{\"options\":{\"num_predict\":-1}}|-1",
        "{\"options\":{\"num_predict\":11}}|11",
        "{\"messages\":[{\"max_tokens\":5}],\"metadata\":{\"max_tokens\":6}}|-1",
        "{\"max_tokens\":null,\"messages\":[]}|-1",
        "{\"max_tokens\":9e99,\"n\":1e9,\"messages\":[]}|1000000000",
      })
  void theOutputIsBoundedByWhatTheRequestNames(String body, long most) {
    assertThat(call("http://x/chat/completions", body).maxOutput()).isEqualTo(most);
  }

  @Test
  void streamsAreAskedForInTheBodyOrThePath() {
    String uri = "http://x/chat/completions";
    assertThat(call(uri, CHAT).stream()).isFalse();
    assertThat(call(uri, CHAT.replace("{\"model", "{\"stream\":true,\"model")).stream()).isTrue();
    assertThat(call("http://x/model/a.b/converse-stream", CHAT).stream()).isTrue();
    assertThat(call("http://x/model/a.b/converse", CHAT).stream()).isFalse();
  }

  @Test
  void namesAreShortAndHarmless() {
    String name = "x".repeat(5_000);
    assertThat(call("http://x/chat/completions", CHAT.replace("m-1", name)).model()).hasSize(200);
    assertThat(call("http://x/v1/models/" + "y".repeat(1_500) + ":generateContent", CHAT).model())
        .hasSize(200);
    assertThat(call("http://x/chat/completions", CHAT.replace("m-1", "a\\u001b[31m\\nb")).model())
        .isEqualTo("a?[31m?b");
    assertThat(call("http://x/v1/models/a%1b%C3%A4:generateContent", CHAT).model())
        .isEqualTo("a?ä");
    assertThat(ModelNames.decoded("%zz%2")).isEqualTo("%zz%2");
    assertThat(read("POST", "http://x/" + "z".repeat(9_000) + "/chat/completions", CHAT)).isNull();
  }

  @Test
  void garbageInTheBodyIsStillACallWhereThePathIsCertain() {
    ModelRequest call = call("http://x/v1/chat/completions", "\u0000\u0001garbage {{{{");
    assertThat(call.model()).isEmpty();
    assertThat(call.promptEstimate()).isEqualTo(5);
  }
}
