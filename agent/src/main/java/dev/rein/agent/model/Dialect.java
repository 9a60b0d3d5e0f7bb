package dev.rein.agent.model;

/** The form of a call and its answer. Providers share them: most speak OpenAI's. */
public enum Dialect {
  /** Chat, completions and embeddings of OpenAI, and of the many that copied them. */
  OPENAI("openai"),
  OPENAI_RESPONSES("openai"),
  ANTHROPIC("anthropic"),
  GEMINI("gcp.gemini"),
  BEDROCK_CONVERSE("aws.bedrock"),
  /** The model's own form, within Bedrock's. */
  BEDROCK_INVOKE("aws.bedrock"),
  OLLAMA("ollama"),
  COHERE("cohere");

  private final String provider;

  Dialect(String provider) {
    this.provider = provider;
  }

  /** Who is taken to have been called where the host is nobody's that is known. */
  String provider() {
    return provider;
  }

  /** True where tokens read from and written to a cache are told beside the input, not in it. */
  boolean tellsCacheApart() {
    return this == ANTHROPIC || this == BEDROCK_CONVERSE || this == BEDROCK_INVOKE;
  }
}
