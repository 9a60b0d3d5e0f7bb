package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.rein.it.models.GeminiTools;
import dev.rein.it.models.ProviderServer;
import dev.rein.it.models.ToolsInTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Agents of frameworks have accounts of their names, and the tools that they call are known. */
class AgentNamesIT {
  @TempDir static Path folder;

  static List<AgentFramework> frameworks() {
    return AgentFramework.all();
  }

  @ParameterizedTest
  @MethodSource("frameworks")
  void agentsAndToolsHaveTheirNames(AgentFramework framework) throws Exception {
    Path dir = Files.createTempDirectory(folder, "ledgers");
    try (ProviderServer server = ProviderServer.start(new ToolsInTurn(), new GeminiTools());
        HostJvm host =
            framework
                .command(folder)
                .rein(dir)
                .start(framework.program(), server.url())
                .awaitReady()) {
      assertThat(String.join("", host.ask(framework.way()))).endsWith("all done");
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).doesNotContain("rein:");
    }
    Map<String, List<String>> expected = sorted(framework.tools());
    expected.putIfAbsent("jvm", List.of());
    assertThat(sorted(accounts(dir))).isEqualTo(expected);
  }

  @Test
  void anAgentThatMustNotBeginIsRefusedAsTheProgramSeesIt() throws Exception {
    Path dir = Files.createTempDirectory(folder, "ledgers");
    Path policy =
        Files.writeString(
            Files.createTempFile(folder, "rein", ".yaml"),
            """
            agents:
              Lead:
                limits:
                  subtasks.spawned: {budget: 0, then: deny}
            """);
    AgentFramework framework =
        new AgentFramework("langchain4j-1.19", "LangChain4jOneAgents", "plain", Map.of());
    try (ProviderServer server = ProviderServer.start(new ToolsInTurn());
        HostJvm host =
            framework
                .command(folder)
                .rein(dir, policy)
                .start(framework.program(), server.url())
                .awaitReady()) {
      // The tool that asks the other agent fails, the model hears of it, and the work goes on.
      assertThat(host.ask("plain")).containsExactly("all done");
      assertThat(host.end()).isZero();
    }
    assertThat(sorted(accounts(dir)))
        .containsEntry("Lead", List.of("askExpert!", "search"))
        .containsEntry("Lead/Expert", List.of());
    assertThat(ReinCli.view(dir).jvms().get(0).byAccount("subtasks.spawned", "denied"))
        .containsEntry("Lead", 1L);
  }

  static List<AgentFramework> frameworksThatMeetARefusal() {
    Map<String, List<String>> services =
        Map.of("Lead", List.of("askExpert"), "Lead/Expert", List.of("weigh", "measure!"));
    return List.of(
        new AgentFramework("langchain4j-1.7", "LangChain4jOneAgents", "plain", services),
        new AgentFramework("langchain4j-1.19", "LangChain4jOneAgents", "plain", services),
        new AgentFramework("google-adk-1.8", "AdkAgents", "tool", Map.of("lead", List.of())),
        new AgentFramework(
            "spring-ai-2.0",
            "SpringAiAgents",
            "plain",
            Map.of("jvm", List.of("measure!", "weigh"))));
  }

  /** The model hears of it and goes on, but for ADK, where a tool's failure is the agent's. */
  @ParameterizedTest
  @MethodSource("frameworksThatMeetARefusal")
  void aRefusedToolFailsAsToolsDo(AgentFramework framework) throws Exception {
    Path dir = Files.createTempDirectory(folder, "ledgers");
    Path policy =
        Files.writeString(
            Files.createTempFile(folder, "rein", ".yaml"),
            "rules: [{tool: \"search\", then: deny}]\n");
    try (ProviderServer server = ProviderServer.start(new ToolsInTurn(), new GeminiTools());
        HostJvm host =
            framework
                .command(folder)
                .rein(dir, policy)
                .start(framework.program(), server.url())
                .awaitReady()) {
      String said = String.join("", host.ask(framework.way()));
      if (framework.program().equals("AdkAgents")) {
        assertThat(said).startsWith("failed: ");
      } else {
        assertThat(said).isEqualTo("all done");
      }
      assertThat(host.end()).isZero();
    }
    Map<String, List<String>> expected = sorted(framework.tools());
    expected.putIfAbsent("jvm", List.of());
    assertThat(sorted(accounts(dir))).isEqualTo(expected);
    assertThat(ReinCli.events(dir).ofType("limit.denied")).hasSize(1);
  }

  @Test
  void agentsOfFrameworksCanBeLeftToTheProgram() throws Exception {
    Path dir = Files.createTempDirectory(folder, "ledgers");
    AgentFramework framework =
        new AgentFramework("langchain4j-1.19", "LangChain4jOneAgents", "plain", Map.of());
    try (ProviderServer server = ProviderServer.start(new ToolsInTurn());
        HostJvm host =
            framework
                .command(folder)
                .agent("dir=" + dir + ",agents.frameworks=off")
                .start(framework.program(), server.url())
                .awaitReady()) {
      assertThat(host.ask("plain")).containsExactly("all done");
      assertThat(host.end()).isZero();
    }
    assertThat(accounts(dir)).isEqualTo(Map.of("jvm", List.of()));
  }

  /** Tools that are methods come to the model in whatever order the JVM has them. */
  private static Map<String, List<String>> sorted(Map<String, List<String>> tools) {
    Map<String, List<String>> sorted = new TreeMap<>();
    tools.forEach((account, names) -> sorted.put(account, names.stream().sorted().toList()));
    return sorted;
  }

  /** The tools that each account has called, in this order, from the ledger. */
  private static Map<String, List<String>> accounts(Path dir)
      throws IOException, InterruptedException {
    Map<String, List<String>> tools = new TreeMap<>();
    for (JsonElement account : ReinCli.view(dir).jvms().get(0).json().getAsJsonArray("accounts")) {
      tools.put(account.getAsJsonObject().get("id").getAsString(), new ArrayList<>());
    }
    for (JsonObject call : ReinCli.events(dir).ofType("tool.called")) {
      String tool = call.getAsJsonObject("details").get("gen_ai.tool.name").getAsString();
      boolean failed = call.get("severity").getAsString().equals("warning");
      tools
          .computeIfAbsent(call.get("account").getAsString(), account -> new ArrayList<>())
          .add(failed ? tool + "!" : tool);
    }
    return tools;
  }
}
