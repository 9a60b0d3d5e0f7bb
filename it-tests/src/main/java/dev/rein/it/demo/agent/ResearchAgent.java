package dev.rein.it.demo.agent;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The agent's program: one question, a plan, and work until the model is content. */
public final class ResearchAgent {
  private static final String QUESTION = "How does the tide shape life on the shore?";
  private static final int SUB_AGENTS_AT_ONCE = 3;

  private ResearchAgent() {}

  /**
   * Exits with 0 when the question is answered, with 1 when the agent failed.
   *
   * @param args the model's base URL, and the folder to work in
   */
  public static void main(String[] args) {
    if (args.length != 2) {
      System.err.println("usage: ResearchAgent BASE-URL FOLDER");
      System.exit(2);
    }
    int exitCode = 0;
    try {
      research(args[0], Path.of(args[1]));
    } catch (Exception e) {
      Console.say("agent", "FAILED: " + rootCause(e).getMessage());
      exitCode = 1;
    }
    // The pool and the HTTP clients have threads that would keep the JVM.
    System.exit(exitCode);
  }

  private static void research(String baseUrl, Path folder) throws IOException {
    Desk desk = Desk.laidOut(folder);
    OpenAiChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(baseUrl)
            .apiKey("none")
            .modelName("scripted")
            .timeout(Duration.ofSeconds(20))
            .build();
    ExecutorService pool = Executors.newFixedThreadPool(SUB_AGENTS_AT_ONCE);
    Console.say("agent", "question: " + QUESTION);
    new Planner(baseUrl).plan(QUESTION);
    Lead lead =
        AiServices.builder(Lead.class)
            .chatModel(model)
            .tools(
                new FileTools("lead", desk),
                new CommandTool(desk),
                new DelegateTool(model, desk, pool))
            .build();
    Console.say("agent", "answer: " + lead.answer(QUESTION));
  }

  private static Throwable rootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
