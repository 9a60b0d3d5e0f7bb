package dev.rein.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A framework for agents, at a version, and the program of {@code src/test/programs/agents} that
 * uses it.
 *
 * @param folder below {@code frameworks}, where its jars are named
 * @param program a class, in a source file of that name
 * @param way what the program is told to do
 * @param tools by their accounts, the tools that the agents call; an exclamation mark after one
 *     that fails
 */
record AgentFramework(String folder, String program, String way, Map<String, List<String>> tools) {
  private static final Map<String, List<String>> SERVICES = services("Lead", "measure!");

  private static final Map<String, List<String>> STREAMED = services("StreamingLead", "measure!");

  private static final Map<String, List<String>> SEQUENCE =
      Map.of("crew", List.of(), "crew/planner", List.of(), "crew/doer", List.of("hammer"));

  private static final Map<String, List<String>> PARALLEL =
      Map.of("pair", List.of(), "pair/planner", List.of(), "pair/doer", List.of("hammer"));

  private static final Map<String, List<String>> ADK_TOOL =
      Map.of("lead", List.of("search", "expert"), "lead/expert", List.of("weigh"));

  private static final Map<String, List<String>> ADK_SEQUENCE =
      Map.of("crew", List.of(), "crew/lead", List.of("search"), "crew/expert", List.of("weigh"));

  private static final Map<String, List<String>> SPRING =
      Map.of("jvm", List.of("search", "measure!", "weigh"));

  /** What the model is told instead of the answer shows a failure from some version on. */
  private static Map<String, List<String>> services(String lead, String failing) {
    return Map.of(
        lead, List.of("search", "askExpert"), lead + "/Expert", List.of("weigh", failing));
  }

  /** All that are tested. */
  static List<AgentFramework> all() {
    String old = "langchain4j-0.36";
    String one = "langchain4j-1.7";
    String recent = "langchain4j-1.19";
    return List.of(
        new AgentFramework(old, "LangChain4jAgents", "plain", services("Lead", "measure")),
        new AgentFramework(
            old, "LangChain4jAgents", "stream", services("StreamingLead", "measure")),
        new AgentFramework(one, "LangChain4jOneAgents", "plain", SERVICES),
        new AgentFramework(one, "LangChain4jOneAgents", "stream", STREAMED),
        new AgentFramework(one, "LangChain4jOldWorkflows", "sequence", SEQUENCE),
        new AgentFramework(one, "LangChain4jOldWorkflows", "parallel", PARALLEL),
        new AgentFramework(recent, "LangChain4jOneAgents", "plain", SERVICES),
        new AgentFramework(recent, "LangChain4jOneAgents", "stream", STREAMED),
        new AgentFramework(
            recent, "LangChain4jWorkflows", "single", Map.of("doer", List.of("hammer"))),
        new AgentFramework(recent, "LangChain4jWorkflows", "sequence", SEQUENCE),
        new AgentFramework(recent, "LangChain4jWorkflows", "parallel", PARALLEL),
        new AgentFramework("google-adk-0.3", "AdkAgents", "tool", ADK_TOOL),
        new AgentFramework("google-adk-0.3", "AdkAgents", "sequence", ADK_SEQUENCE),
        new AgentFramework("google-adk-1.8", "AdkAgents", "tool", ADK_TOOL),
        new AgentFramework("google-adk-1.8", "AdkAgents", "sequence", ADK_SEQUENCE),
        new AgentFramework("spring-ai-1.1", "SpringAiOldAgents", "plain", SPRING),
        new AgentFramework("spring-ai-2.0", "SpringAiAgents", "plain", SPRING),
        new AgentFramework("spring-ai-2.0", "SpringAiAgents", "stream", SPRING));
  }

  /** The program's command, on the JDK of this build, compiled against this version. */
  HostCommand command(Path work) throws IOException {
    List<Path> jars = jars();
    Path sources = Path.of("src/test/programs/agents");
    Stream<String> names =
        program.startsWith("Spring")
            ? Stream.of("AgentProgram", "SpringTools", program)
            : Stream.of("AgentProgram", program);
    Path classes =
        ClassJar.compile(
            Files.createTempDirectory(work, program),
            jars,
            names.map(name -> sources.resolve(name + ".java")).toList());
    return HostCommand.on(Jdk.ofThisBuild())
        .classPath(Stream.concat(Stream.of(classes), jars.stream()).toList());
  }

  private List<Path> jars() throws IOException {
    String classPath = Files.readString(Path.of("frameworks", folder, "target", "class-path"));
    return Stream.of(classPath.strip().split(":", -1)).map(Path::of).toList();
  }

  @Override
  public String toString() {
    return folder + ", " + program + ", " + way;
  }
}
