package dev.rein.it.host.team;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Three agents, told on stdin what to do: {@code researcher}, {@code critic}, {@code librarian}, or
 * {@code watch} for the librarian to do that. The critic works on virtual threads where there are
 * any, the others in a pool. For each task done there is a line on stdout: {@code critic ok}, or
 * {@code critic failed} and the kind of exception that was behind it.
 */
public final class TeamHost {
  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private final ExecutorService light;
  private final Researcher researcher;
  private final Critic critic;
  private final Librarian librarian;

  private TeamHost(ChatModel model, Path folder) throws ReflectiveOperationException {
    Shelf shelf = new Shelf(folder);
    light =
        Runtime.version().feature() < 21
            ? Executors.newCachedThreadPool()
            : (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    researcher = AiServices.builder(Researcher.class).chatModel(model).tools(shelf).build();
    critic = AiServices.create(Critic.class, model);
    librarian = new Librarian(shelf, model, critic);
  }

  /** Takes the base URL of the model, and the folder with {@code sources.md}. */
  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    ChatModel model =
        OpenAiChatModel.builder()
            .baseUrl(args[0])
            .apiKey("none")
            .modelName("scripted")
            .maxRetries(0)
            .timeout(Duration.ofMinutes(1))
            .build();
    TeamHost host = new TeamHost(model, Path.of(args[1]));
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    System.out.println("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      host.begin(line);
    }
    System.exit(0);
  }

  private void begin(String task) {
    switch (task) {
      case "researcher" -> start(pool, task, () -> researcher.research("tides"));
      case "critic" -> start(light, task, () -> critic.review("the tide comes and goes"));
      case "librarian" -> start(pool, task, librarian::tidy);
      case "watch" ->
          start(
              pool,
              "librarian",
              () -> {
                librarian.watch();
                return "";
              });
      default -> throw new IllegalArgumentException(task);
    }
  }

  private static void start(ExecutorService executor, String agent, Callable<String> task) {
    var unused =
        executor.submit(
            () -> {
              String outcome;
              try {
                outcome = task.call().isEmpty() ? " said nothing" : " ok";
              } catch (Exception failure) {
                outcome = " failed " + kind(failure);
              }
              System.out.println(agent + outcome);
            });
  }

  private static String kind(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof IOException) {
        return "IOException";
      } else if (each instanceof InterruptedException) {
        return "InterruptedException";
      } else if (each instanceof RejectedExecutionException) {
        return "RejectedExecutionException";
      }
    }
    return failure.toString();
  }
}
