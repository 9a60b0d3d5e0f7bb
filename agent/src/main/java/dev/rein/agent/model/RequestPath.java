package dev.rein.agent.model;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the path of a request tells of the call.
 *
 * @param model empty when the body names it
 * @param stream whether the path asks for a stream
 * @param embeds whether vectors are asked for, not text
 * @param certain whether only a call of a model has such a path; else the body must look like one
 */
record RequestPath(
    Dialect dialect,
    String provider,
    String model,
    boolean stream,
    boolean embeds,
    boolean certain) {

  static @Nullable RequestPath read(URI uri) {
    String path = uri.getRawPath();
    if (path == null || path.length() > 2_000) {
      return null;
    }
    Segments segments = Segments.of(path);
    RequestPath found =
        segments.last.indexOf(':') >= 0 ? ofGoogle(path, segments) : ofOthers(path, segments);
    return found == null ? null : found.at(uri);
  }

  private @Nullable RequestPath at(URI uri) {
    String known = Providers.of(uri, dialect);
    if (known == null) {
      // The body of such a call has no form of its own by which to know it.
      return dialect == Dialect.BEDROCK_INVOKE && !certain ? null : this;
    }
    return new RequestPath(dialect, known, model, stream, embeds, true);
  }

  private static @Nullable RequestPath ofOthers(String path, Segments segments) {
    boolean azure = path.contains("/openai/deployments/");
    String before = segments.before;
    return switch (segments.last) {
      case "completions" -> openAi(segments, azure, false, before.equals("chat"));
      case "embeddings" -> openAi(segments, azure, true, before.equals("v1"));
      case "responses" -> plain(Dialect.OPENAI_RESPONSES, false);
      case "compact" -> before.equals("responses") ? plain(Dialect.OPENAI_RESPONSES, false) : null;
      case "messages" -> before.equals("v1") ? plain(Dialect.ANTHROPIC, false) : null;
      case "chat" -> ofChat(before);
      case "generate" -> before.equals("api") ? plain(Dialect.OLLAMA, false) : null;
      case "embed" -> ofEmbed(before);
      case "converse", "converse-stream" -> bedrock(Dialect.BEDROCK_CONVERSE, segments);
      case "invoke", "invoke-with-response-stream" -> bedrock(Dialect.BEDROCK_INVOKE, segments);
      default -> null;
    };
  }

  private static RequestPath plain(Dialect dialect, boolean embeds) {
    return new RequestPath(dialect, dialect.provider(), "", false, embeds, false);
  }

  private static RequestPath openAi(
      Segments segments, boolean azure, boolean embeds, boolean certain) {
    if (azure) {
      String deployment = segments.before.equals("chat") ? segments.third : segments.before;
      return new RequestPath(
          Dialect.OPENAI, Providers.AZURE, ModelNames.decoded(deployment), false, embeds, true);
    }
    Dialect dialect = Dialect.OPENAI;
    return new RequestPath(dialect, dialect.provider(), "", false, embeds, certain);
  }

  private static @Nullable RequestPath ofChat(String before) {
    return switch (before) {
      case "api" -> plain(Dialect.OLLAMA, false);
      case "v1", "v2" -> plain(Dialect.COHERE, false);
      default -> null;
    };
  }

  private static @Nullable RequestPath ofEmbed(String before) {
    return switch (before) {
      case "api" -> plain(Dialect.OLLAMA, true);
      case "v1", "v2" -> plain(Dialect.COHERE, true);
      default -> null;
    };
  }

  private static @Nullable RequestPath bedrock(Dialect dialect, Segments segments) {
    if (!segments.third.equals("model")) {
      return null;
    }
    String model = ModelNames.ofBedrock(segments.before);
    boolean stream = segments.last.endsWith("-stream");
    // Bedrock's are called maker.model, or by an ARN; others have a path /model/x/invoke too.
    boolean certain =
        !segments.last.equals("invoke")
            || model.indexOf('.') > 0
            || model.length() < segments.before.length();
    return new RequestPath(
        dialect,
        dialect.provider(),
        model,
        stream,
        dialect == Dialect.BEDROCK_INVOKE && ModelNames.isForEmbeddings(model),
        certain);
  }

  private static @Nullable RequestPath ofGoogle(String path, Segments segments) {
    int colon = segments.last.lastIndexOf(':');
    String model = ModelNames.decoded(segments.last.substring(0, colon));
    String verb = segments.last.substring(colon + 1);
    boolean ofModel =
        segments.before.equals("models")
            || segments.before.equals("tunedModels")
            || segments.before.equals("endpoints");
    if (!ofModel || model.isEmpty()) {
      return null;
    }
    boolean vertex = path.contains("/publishers/") || path.contains("/locations/");
    String provider = vertex ? Providers.VERTEX : Dialect.GEMINI.provider();
    return switch (verb) {
      case "generateContent" -> google(Dialect.GEMINI, provider, model, false, false);
      case "streamGenerateContent" -> google(Dialect.GEMINI, provider, model, true, false);
      case "embedContent", "batchEmbedContents" ->
          google(Dialect.GEMINI, provider, model, false, true);
      // Other models of Google's that predict make pictures and films, which no tokens count.
      case "predict" ->
          path.contains("/publishers/google/") && ModelNames.isForEmbeddings(model)
              ? google(Dialect.GEMINI, provider, model, false, true)
              : null;
      case "rawPredict" -> ofPublisher(path, model, false);
      case "streamRawPredict" -> ofPublisher(path, model, true);
      default -> null;
    };
  }

  private static @Nullable RequestPath ofPublisher(String path, String model, boolean stream) {
    if (path.contains("/publishers/anthropic/")) {
      boolean counts = model.startsWith("count-tokens");
      return counts ? null : google(Dialect.ANTHROPIC, Providers.VERTEX, model, stream, false);
    }
    return path.contains("/publishers/mistralai/")
        ? google(Dialect.OPENAI, Providers.VERTEX, model, stream, false)
        : null;
  }

  private static RequestPath google(
      Dialect dialect, String provider, String model, boolean stream, boolean embeds) {
    return new RequestPath(dialect, provider, model, stream, embeds, true);
  }

  /** The end of a path: its last segment and the two before it. */
  private record Segments(String third, String before, String last) {
    static Segments of(String path) {
      int end = path.endsWith("/") ? path.length() - 1 : path.length();
      int last = path.lastIndexOf('/', end - 1);
      int before = last <= 0 ? -1 : path.lastIndexOf('/', last - 1);
      int third = before <= 0 ? -1 : path.lastIndexOf('/', before - 1);
      return new Segments(
          before <= 0 ? "" : path.substring(third + 1, before),
          last <= 0 ? "" : path.substring(before + 1, last),
          path.substring(last + 1, Math.max(last + 1, end)));
    }
  }
}
