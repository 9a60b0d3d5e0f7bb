package dev.rein.it.models;

import static dev.rein.it.models.Json.array;
import static dev.rein.it.models.Json.object;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Google's generateContent. The model is named in the path; the prompt includes what came from the
 * cache; what the model thought is told apart from what it said, and both are output. A stream
 * tells in each piece what was used up to there, and comes as events or as one array.
 */
public final class Gemini implements Protocol {
  private static final String[] WORDS = {"It ", "is ", "done", ", ", "as ", "you ", "see", "."};

  @Override
  public boolean serves(String path) {
    return path.endsWith(":generateContent") || path.endsWith(":streamGenerateContent");
  }

  @Override
  public Reply reply(Ask ask) {
    String model = model(ask.path());
    Usage usage = ask.usage().withoutWrites();
    if (!ask.path().endsWith(":streamGenerateContent")) {
      JsonObject whole = piece(ask, model, text(ask, String.join("", WORDS)), "STOP", usage);
      return Reply.document(model, whole, usage);
    }
    return ask.query().contains("alt=sse")
        ? events(model, pieces(ask, model, usage))
        : inOneArray(model, pieces(ask, model, usage));
  }

  /** Of {@code /v1beta/models/NAME:generateContent}. */
  private static String model(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf(':'));
  }

  private static Reply events(String model, List<Reply.Part> pieces) {
    Reply.Events events = Reply.events(model);
    for (Reply.Part piece : pieces) {
      String document = new String(piece.bytes(), UTF_8);
      if (piece.told() == null) {
        events.data(document);
      } else {
        events.data(document, piece.told());
      }
    }
    return events.reply();
  }

  private static Reply inOneArray(String model, List<Reply.Part> pieces) {
    List<Reply.Part> parts = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      String before = i == 0 ? "[" : ",\r\n";
      String after = i == pieces.size() - 1 ? "]" : "";
      String text = before + new String(pieces.get(i).bytes(), UTF_8) + after;
      parts.add(new Reply.Part(text.getBytes(UTF_8), pieces.get(i).told()));
    }
    return new Reply(model, "application/json; charset=UTF-8", List.copyOf(parts));
  }

  /** Each tells the prompt and what was said so far; without usage, none does. */
  private static List<Reply.Part> pieces(Ask ask, String model, Usage usage) {
    List<Reply.Part> pieces = new ArrayList<>();
    boolean tells = ask.script() != Script.NO_USAGE;
    int last = ask.wantsTool() ? 0 : WORDS.length - 1;
    for (int i = 0; i <= last; i++) {
      long output = i == last ? usage.output() : i + 1;
      Usage soFar = tells ? new Usage(usage.input(), output, usage.cached(), 0) : null;
      JsonObject piece = piece(ask, model, text(ask, WORDS[i]), i == last ? "STOP" : null, soFar);
      pieces.add(new Reply.Part(piece.toString().getBytes(UTF_8), soFar));
    }
    return pieces;
  }

  private static JsonObject piece(
      Ask ask, String model, JsonObject part, @Nullable String finish, @Nullable Usage usage) {
    JsonObject candidate =
        object("content", object("parts", array(part), "role", "model"), "index", 0);
    if (finish != null) {
      candidate.addProperty("finishReason", finish);
    }
    JsonObject piece =
        object(
            "candidates",
            array(candidate),
            "modelVersion",
            model,
            "responseId",
            "response-" + ask.number());
    if (usage != null) {
      piece.add("usageMetadata", usage(usage));
    }
    return piece;
  }

  private static JsonObject text(Ask ask, String text) {
    if (!ask.wantsTool()) {
      return object("text", text);
    }
    JsonObject tool = ask.body().getAsJsonArray("tools").get(0).getAsJsonObject();
    JsonObject declared = tool.getAsJsonArray("functionDeclarations").get(0).getAsJsonObject();
    return object(
        "functionCall", object("name", declared.get("name").getAsString(), "args", object()));
  }

  private static JsonObject usage(Usage usage) {
    long thoughts = usage.output() / 3;
    JsonObject document =
        object(
            "promptTokenCount",
            usage.input(),
            "candidatesTokenCount",
            usage.output() - thoughts,
            "totalTokenCount",
            usage.input() + usage.output(),
            "promptTokensDetails",
            array(object("modality", "TEXT", "tokenCount", usage.input())),
            "thoughtsTokenCount",
            thoughts);
    if (usage.cached() > 0) {
      document.addProperty("cachedContentTokenCount", usage.cached());
    }
    return document;
  }

  @Override
  public JsonObject error(int status) {
    String name =
        status == 429 ? "RESOURCE_EXHAUSTED" : status == 400 ? "INVALID_ARGUMENT" : "INTERNAL";
    return object("error", object("code", status, "message", "as the script says", "status", name));
  }
}
