package dev.rein.agent.model;

/** The names in JSON that say something here: ASCII, found by bytes without making strings. */
enum Key {
  /** Any name that is not in this list. */
  OTHER(""),
  /** A place in an array. */
  ELEMENT(""),

  // What is asked for.
  MODEL("model"),
  STREAM("stream"),
  N("n"),
  MESSAGES("messages"),
  PROMPT("prompt"),
  INSTRUCTIONS("instructions"),
  PREVIOUS_RESPONSE_ID("previous_response_id"),
  CONVERSATION("conversation"),
  MAX_TOKENS("max_tokens"),
  MAX_COMPLETION_TOKENS("max_completion_tokens"),
  MAX_OUTPUT_TOKENS("max_output_tokens"),
  MAX_OUTPUT_TOKENS_CAMEL("maxOutputTokens"),
  MAX_TOKENS_CAMEL("maxTokens"),
  MAX_NEW_TOKENS("max_new_tokens"),
  MAX_GEN_LEN("max_gen_len"),
  MAX_TOKEN_COUNT("maxTokenCount"),
  NUM_PREDICT("num_predict"),
  CANDIDATE_COUNT("candidateCount"),
  CANDIDATE_COUNT_SNAKE("candidate_count"),
  GENERATION_CONFIG("generationConfig"),
  GENERATION_CONFIG_SNAKE("generation_config"),
  TEXT_GENERATION_CONFIG("textGenerationConfig"),
  INFERENCE_CONFIG("inferenceConfig"),
  OPTIONS("options"),

  // What an answer consists of.
  TYPE("type"),
  EVENT_TYPE("event_type"),
  ERROR("error"),
  CHOICES("choices"),
  CANDIDATES("candidates"),
  PREDICTIONS("predictions"),
  RESULTS("results"),
  EMBEDDINGS("embeddings"),
  STATISTICS("statistics"),
  MESSAGE("message"),
  RESPONSE("response"),
  DELTA("delta"),
  BYTES("bytes"),
  DONE("done"),
  IS_FINISHED("is_finished"),
  FINISH_REASON("finish_reason"),
  FINISH_REASON_CAMEL("finishReason"),
  PROMPT_FEEDBACK("promptFeedback"),
  BLOCK_REASON("blockReason"),
  MODEL_VERSION("modelVersion"),

  // What holds the text of an answer.
  CONTENT("content"),
  TEXT("text"),
  ARGUMENTS("arguments"),
  ARGS("args"),
  INPUT("input"),
  PARTIAL_JSON("partial_json"),
  THINKING("thinking"),
  REASONING("reasoning"),
  REASONING_CONTENT("reasoning_content"),
  REFUSAL("refusal"),
  TOOL_PLAN("tool_plan"),
  OUTPUT_TEXT("outputText"),
  GENERATION("generation"),

  // What holds numbers of tokens.
  USAGE("usage"),
  USAGE_METADATA("usageMetadata"),
  X_GROQ("x_groq"),
  META("meta"),
  TOKENS("tokens"),
  BILLED_UNITS("billed_units"),
  INVOCATION_METRICS("amazon-bedrock-invocationMetrics"),
  PROMPT_TOKENS_DETAILS("prompt_tokens_details"),
  PROMPT_TOKEN_DETAILS("prompt_token_details"),
  INPUT_TOKENS_DETAILS("input_tokens_details"),
  COMPLETION_TOKENS_DETAILS("completion_tokens_details"),

  // Numbers of tokens.
  PROMPT_TOKENS("prompt_tokens"),
  COMPLETION_TOKENS("completion_tokens"),
  TOTAL_TOKENS("total_tokens"),
  INPUT_TOKENS("input_tokens"),
  OUTPUT_TOKENS("output_tokens"),
  CACHED_TOKENS("cached_tokens"),
  NUM_CACHED_TOKENS("num_cached_tokens"),
  CACHE_WRITE_TOKENS("cache_write_tokens"),
  REASONING_TOKENS("reasoning_tokens"),
  PROMPT_CACHE_HIT_TOKENS("prompt_cache_hit_tokens"),
  CACHE_READ_INPUT_TOKENS("cache_read_input_tokens"),
  CACHE_CREATION_INPUT_TOKENS("cache_creation_input_tokens"),
  PROMPT_TOKEN_COUNT("promptTokenCount"),
  CANDIDATES_TOKEN_COUNT("candidatesTokenCount"),
  THOUGHTS_TOKEN_COUNT("thoughtsTokenCount"),
  TOOL_USE_PROMPT_TOKEN_COUNT("toolUsePromptTokenCount"),
  CACHED_CONTENT_TOKEN_COUNT("cachedContentTokenCount"),
  INPUT_TOKENS_CAMEL("inputTokens"),
  OUTPUT_TOKENS_CAMEL("outputTokens"),
  CACHE_READ_INPUT_TOKENS_CAMEL("cacheReadInputTokens"),
  CACHE_WRITE_INPUT_TOKENS_CAMEL("cacheWriteInputTokens"),
  INPUT_TOKEN_COUNT("inputTokenCount"),
  OUTPUT_TOKEN_COUNT("outputTokenCount"),
  CACHE_READ_INPUT_TOKEN_COUNT("cacheReadInputTokenCount"),
  CACHE_WRITE_INPUT_TOKEN_COUNT("cacheWriteInputTokenCount"),
  INPUT_TEXT_TOKEN_COUNT("inputTextTokenCount"),
  TOTAL_OUTPUT_TEXT_TOKEN_COUNT("totalOutputTextTokenCount"),
  TOKEN_COUNT_CAMEL("tokenCount"),
  TOKEN_COUNT("token_count"),
  PROMPT_TOKEN_COUNT_SNAKE("prompt_token_count"),
  GENERATION_TOKEN_COUNT("generation_token_count"),
  PROMPT_EVAL_COUNT("prompt_eval_count"),
  EVAL_COUNT("eval_count");

  /** No name above is longer. */
  static final int MAX_LENGTH = 40;

  private static final int SLOTS = 512;
  private static final Key[] TABLE = new Key[SLOTS];

  private final String name;

  Key(String name) {
    this.name = name;
  }

  static {
    for (Key key : values()) {
      if (!key.name.isEmpty()) {
        int slot = slot(key.name);
        while (TABLE[slot] != null) {
          slot = (slot + 1) % SLOTS;
        }
        TABLE[slot] = key;
      }
    }
  }

  /** The key of that name; {@link #OTHER} when it is none of these. */
  static Key of(byte[] name, int length) {
    for (int slot = slot(name, length); TABLE[slot] != null; slot = (slot + 1) % SLOTS) {
      if (TABLE[slot].is(name, length)) {
        return TABLE[slot];
      }
    }
    return OTHER;
  }

  String text() {
    return name;
  }

  private boolean is(byte[] other, int length) {
    if (name.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (name.charAt(i) != other[i]) {
        return false;
      }
    }
    return true;
  }

  private static int slot(String name) {
    int hash = 0;
    for (int i = 0; i < name.length(); i++) {
      hash = hash * 31 + name.charAt(i);
    }
    return (hash ^ (hash >>> 9)) & (SLOTS - 1);
  }

  private static int slot(byte[] name, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = hash * 31 + name[i];
    }
    return (hash ^ (hash >>> 9)) & (SLOTS - 1);
  }
}
