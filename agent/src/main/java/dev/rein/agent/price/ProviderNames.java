package dev.rein.agent.price;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one provider is called by those who publish prices, and whose models each offers. */
final class ProviderNames {
  /** As OpenTelemetry has them in gen_ai.provider.name. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("google", "gcp.gemini"),
          Map.entry("gemini", "gcp.gemini"),
          Map.entry("google_genai", "gcp.gemini"),
          Map.entry("gcp.gen_ai", "gcp.gemini"),
          Map.entry("vertex_ai", "gcp.vertex_ai"),
          Map.entry("aws", "aws.bedrock"),
          Map.entry("bedrock", "aws.bedrock"),
          Map.entry("bedrock_converse", "aws.bedrock"),
          Map.entry("bedrock_mantle", "aws.bedrock"),
          Map.entry("azure", "azure.ai.openai"),
          Map.entry("azure_ai", "azure.ai.openai"),
          Map.entry("azure_text", "azure.ai.openai"),
          Map.entry("azure.ai.inference", "azure.ai.openai"),
          Map.entry("az.ai.openai", "azure.ai.openai"),
          Map.entry("text-completion-openai", "openai"),
          Map.entry("mistral", "mistral_ai"),
          Map.entry("mistralai", "mistral_ai"),
          Map.entry("codestral", "mistral_ai"),
          Map.entry("text-completion-codestral", "mistral_ai"),
          Map.entry("cohere_chat", "cohere"),
          Map.entry("x-ai", "x_ai"),
          Map.entry("xai", "x_ai"),
          Map.entry("ollama_chat", "ollama"));

  /** Who offers models of others at the others' own prices, and of whom. */
  private static final Map<String, List<String>> OFFERS =
      Map.of(
          "azure.ai.openai", List.of("azure.ai.openai", "openai", "anthropic"),
          "gcp.vertex_ai", List.of("gcp.vertex_ai", "gcp.gemini", "anthropic"),
          "gcp.gemini", List.of("gcp.gemini", "gcp.vertex_ai"));

  /** Whose names of models nobody else uses, so that a gateway's model of that name is theirs. */
  static final List<String> HOUSES = List.of("openai", "anthropic", "gcp.gemini", "x_ai");

  /** Protocols that gateways speak for models of whomever. */
  private static final Set<String> DIALECTS = Set.of("", "openai");

  private ProviderNames() {}

  /** The name that tables here have for a provider. */
  static String canonical(String provider) {
    String name = ModelMatch.lower(provider);
    if (name.startsWith("vertex_ai-")) {
      return "gcp.vertex_ai";
    }
    return NAMES.getOrDefault(name, name);
  }

  /** Under which providers a price is looked for, one after the other. */
  static List<String> chain(String canonical) {
    return OFFERS.getOrDefault(canonical, List.of(canonical));
  }

  /** Whether whoever answers may be a gateway to other providers. */
  static boolean mayBeGateway(String canonical) {
    return DIALECTS.contains(canonical);
  }
}
