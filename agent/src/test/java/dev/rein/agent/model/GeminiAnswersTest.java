package dev.rein.agent.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Answers in Gemini's form: a document, events, or one array. */
final class GeminiAnswersTest {
  private static final String BASE = "https://generativelanguage.googleapis.com/v1beta/models/";
  private static final String ASKED = "{\"contents\":[{\"parts\":[{\"text\":\"Hello\"}]}]}";

  static final ModelRequest REQUEST =
      Fed.request(BASE + "gemini-2.5-flash:streamGenerateContent?alt=sse", ASKED);

  private static final ModelUsage TOLD =
      new ModelUsage("gemini-2.5-flash-001", 1040, 33, 512, 0, false);

  static final String FIRST =
      """
      {"candidates":[{"content":{"parts":[{"text":"Hello "}],"role":"model"},"index":0}],
       "usageMetadata":{"promptTokenCount":1000,"totalTokenCount":1002,"candidatesTokenCount":2},
       "modelVersion":"gemini-2.5-flash-001","responseId":"x"}\
      """;

  static final String LAST =
      """
      {"candidates":[{"content":{"parts":[{"text":"world"},
       {"functionCall":{"name":"f","args":{"city":"Rome","n":{"promptTokenCount":5}}},
        "thoughtSignature":"AbCd"}],
       "role":"model"},"finishReason":"STOP","index":0}],
       "usageMetadata":{"promptTokenCount":1000,"cachedContentTokenCount":512,
       "candidatesTokenCount":12,"thoughtsTokenCount":21,"toolUsePromptTokenCount":40,
       "totalTokenCount":1073,"promptTokensDetails":[{"modality":"TEXT","tokenCount":1000}]},
       "modelVersion":"gemini-2.5-flash-001"}\
      """;

  private static String event(String json) {
    return "data: " + json.replace("\n", "") + "\r\n\r\n";
  }

  @Test
  void thoughtsAreOutputAndToolsAreInput() {
    assertThat(Fed.of(REQUEST, Fed.JSON, LAST).usage()).isEqualTo(TOLD);
  }

  @Test
  void theLastNumbersOfAStreamCount() {
    assertThat(Fed.of(REQUEST, Fed.EVENTS, event(FIRST) + event(LAST)).usage()).isEqualTo(TOLD);
  }

  @Test
  void aStreamMayBeOneArray() {
    String array = "[" + FIRST + "\n,\r\n" + LAST + "\n]";
    assertThat(Fed.of(REQUEST, "application/json; charset=UTF-8", array).usage()).isEqualTo(TOLD);
    assertThat(Fed.of(REQUEST, Fed.JSON, "[" + FIRST + ",").brokenOff())
        .isEqualTo(new ModelUsage("gemini-2.5-flash-001", 1000, 2, 0, 0, true));
  }

  @Test
  void severalCandidatesAreWaitedFor() {
    ModelRequest two =
        Fed.request(
            BASE + "gemini-2.5-flash:streamGenerateContent?alt=sse",
            "{\"contents\":[],\"generationConfig\":{\"candidateCount\":2,\"maxOutputTokens\":64}}");
    assertThat(two.maxOutput()).isEqualTo(128);
    assertThat(Fed.of(two, Fed.EVENTS, event(LAST)).brokenOff()).isEqualTo(TOLD);
    assertThat(Fed.of(two, Fed.EVENTS, event(LAST) + event(LAST)).usage()).isEqualTo(TOLD);
  }

  @Test
  void aBlockedPromptHasNoOutput() {
    String blocked =
        "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":"
            + "{\"promptTokenCount\":7,\"totalTokenCount\":7},\"modelVersion\":\"gemini-2.5-flash\"}";
    ModelUsage told = new ModelUsage("gemini-2.5-flash", 7, 0, 0, 0, false);
    assertThat(Fed.of(REQUEST, Fed.JSON, blocked).usage()).isEqualTo(told);
    assertThat(Fed.of(REQUEST, Fed.EVENTS, event(blocked)).brokenOff()).isEqualTo(told);
  }

  @Test
  void embeddingsTellNoTokensOrTheirs() {
    ModelRequest request =
        Fed.request(
            BASE + "gemini-embedding-001:embedContent",
            "{\"content\":{\"parts\":[{\"text\":\"What is the meaning of life?\"}]}}");
    assertThat(Fed.of(request, Fed.JSON, "{\"embedding\":{\"values\":[0.01,-0.2]}}").usage())
        .isEqualTo(new ModelUsage("gemini-embedding-001", request.promptLikely(), 0, 0, 0, true));
    ModelRequest predict =
        Fed.request(
            "https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1"
                + "/publishers/google/models/text-embedding-005:predict",
            "{\"instances\":[{\"content\":\"one\"},{\"content\":\"two\"}]}");
    String answer =
        "{\"predictions\":[{\"embeddings\":{\"values\":[0.5,1],\"statistics\":{\"truncated\":false,"
            + "\"token_count\":4}}},{\"embeddings\":{\"statistics\":{\"token_count\":6.0}}}]}";
    assertThat(Fed.of(predict, Fed.JSON, answer).usage())
        .isEqualTo(new ModelUsage("text-embedding-005", 10, 0, 0, 0, false));
  }
}
