package dev.rein.it.demo.agent;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Lets the model think aloud, word by word, before the work begins. */
final class Planner {
  /** A plan is streamed. */
  interface Thinker {
    TokenStream think(String question);
  }

  private final Thinker thinker;

  Planner(String baseUrl) {
    thinker =
        AiServices.create(
            Thinker.class,
            OpenAiStreamingChatModel.builder()
                .baseUrl(baseUrl)
                .apiKey("none")
                .modelName("scripted")
                .timeout(Duration.ofSeconds(20))
                .build());
  }

  void plan(String question) {
    CompletableFuture<ChatResponse> done = new CompletableFuture<>();
    Console.part("[agent] plan: ");
    thinker
        .think("Make a plan to answer: " + question)
        .onPartialResponse(Console::part)
        .onCompleteResponse(done::complete)
        .onError(done::completeExceptionally)
        .start();
    try {
      ChatResponse response = done.join();
      Console.part(" (" + response.tokenUsage().totalTokenCount() + " tokens)");
    } finally {
      Console.part("\n");
    }
  }
}
