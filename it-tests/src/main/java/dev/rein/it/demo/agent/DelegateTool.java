package dev.rein.it.demo.agent;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** A tool that gives each topic to a sub-agent of its own and waits for all of them. */
final class DelegateTool {
  private final ChatModel model;
  private final Desk desk;
  private final ExecutorService pool;

  DelegateTool(ChatModel model, Desk desk, ExecutorService pool) {
    this.model = model;
    this.desk = desk;
    this.pool = pool;
  }

  @Tool("Gives topics to assistants, who write a file of notes on each")
  String delegate(@P("the topics, with commas between") String topics) throws InterruptedException {
    Console.say("lead", "delegates " + topics);
    List<Future<String>> reports = new ArrayList<>();
    for (String topic : topics.split(",", -1)) {
      reports.add(pool.submit(() -> subAgent(topic).investigate(topic)));
    }
    StringBuilder all = new StringBuilder();
    for (Future<String> report : reports) {
      all.append(outcome(report)).append('\n');
    }
    return all.toString();
  }

  private SubAgent subAgent(String topic) {
    return AiServices.builder(SubAgent.class)
        .chatModel(model)
        .tools(new FileTools(topic, desk))
        .build();
  }

  /** The lead is told of a failed assistant and decides itself what that means. */
  private static String outcome(Future<String> report) throws InterruptedException {
    try {
      return report.get();
    } catch (ExecutionException e) {
      return "one assistant failed: " + e.getCause();
    }
  }
}
