package dev.rein.agent.model;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose hosts are known, by the names that OpenTelemetry gives to {@code gen_ai.provider.name}. */
final class Providers {
  static final String AZURE = "azure.ai.openai";
  static final String VERTEX = "gcp.vertex_ai";

  private static final int OLLAMA_PORT = 11434;

  private Providers() {}

  /** Null for a host that is nobody's that is known: a gateway, a proxy, a server of one's own. */
  static @Nullable String of(URI uri, Dialect dialect) {
    if (uri.getPort() == OLLAMA_PORT) {
      return "ollama";
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    if (host.endsWith(".azure.com")) {
      return ofAzure(host, dialect);
    }
    if (host.endsWith(".googleapis.com")) {
      return ofGoogle(host);
    }
    if (host.startsWith("bedrock-") || host.contains(".bedrock-runtime.")) {
      return isOfAmazon(host) ? "aws.bedrock" : null;
    }
    return switch (host) {
      case "api.openai.com", "eu.api.openai.com", "us.api.openai.com" -> "openai";
      case "api.anthropic.com" -> "anthropic";
      case "api.mistral.ai", "codestral.mistral.ai" -> "mistral_ai";
      case "api.deepseek.com" -> "deepseek";
      case "api.groq.com" -> "groq";
      case "api.x.ai", "eu-west-1.api.x.ai", "us-east-1.api.x.ai" -> "x_ai";
      case "api.perplexity.ai" -> "perplexity";
      case "api.cohere.com", "api.cohere.ai" -> "cohere";
      default -> null;
    };
  }

  private static @Nullable String ofAzure(String host, Dialect dialect) {
    boolean models =
        host.endsWith(".openai.azure.com")
            || host.endsWith(".cognitiveservices.azure.com")
            || host.endsWith(".services.ai.azure.com");
    if (!models) {
      return null;
    }
    return dialect == Dialect.ANTHROPIC ? dialect.provider() : AZURE;
  }

  private static @Nullable String ofGoogle(String host) {
    if (host.equals("generativelanguage.googleapis.com")) {
      return "gcp.gemini";
    }
    return host.endsWith("aiplatform.googleapis.com") || host.startsWith("aiplatform.")
        ? VERTEX
        : null;
  }

  private static boolean isOfAmazon(String host) {
    return host.endsWith(".amazonaws.com")
        || host.endsWith(".amazonaws.com.cn")
        || host.endsWith(".api.aws");
  }
}
