package dev.rein.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A framework for model calls, at a version, and the program of {@code src/test/programs/models}
 * that uses it.
 *
 * @param folder below {@code frameworks}, where its jars are named
 * @param program a class, in a source file of that name
 * @param way how the program is to use it, for programs that know several ways
 * @param sumsUp whether what it tells of a usage is what the server told: old ones leave out what
 *     was cached, or add up the two numbers that a stream of Anthropic tells by and by
 */
record Framework(String folder, String program, String way, boolean sumsUp) {
  private static final String AWS_HTTP = "software.amazon.awssdk.http.";

  /** All that are tested. */
  static List<Framework> all() {
    return Stream.of(
            new Framework("anthropic-java-1", "AnthropicJava", "", false),
            new Framework("anthropic-java-3", "AnthropicJava", "", true),
            new Framework(
                "aws-bedrock-2.42", "AwsBedrock", AWS_HTTP + "apache.ApacheHttpClient", true),
            new Framework("aws-bedrock-2.42", "AwsBedrock", "http1", true),
            new Framework("aws-bedrock-2.42", "AwsBedrock", "http2", true),
            new Framework(
                "aws-bedrock-2.57", "AwsBedrock", AWS_HTTP + "apache5.Apache5HttpClient", true),
            new Framework(
                "aws-bedrock-2.57",
                "AwsBedrock",
                AWS_HTTP + "urlconnection.UrlConnectionHttpClient",
                true),
            new Framework("aws-bedrock-2.57", "AwsBedrock", "http1", true),
            new Framework("aws-bedrock-2.57", "AwsBedrock", "http2", true),
            new Framework("embabel-0.5", "Embabel", "jdk", false),
            new Framework("google-adk-0.3", "GoogleAdk", "", true),
            new Framework("google-adk-1.8", "GoogleAdk", "", true),
            new Framework("google-genai-1", "GoogleGenAi", "", true),
            new Framework("google-genai-2", "GoogleGenAi", "", true),
            new Framework("langchain4j-0.36", "LangChain4jOld", "", false),
            new Framework("langchain4j-1.19", "LangChain4j", "", true),
            new Framework("openai-java-1", "OpenAiJava", "", true),
            new Framework("openai-java-4", "OpenAiJava", "", true),
            new Framework("spring-ai-1.1", "SpringAiOld", "netty", true),
            new Framework("spring-ai-1.1", "SpringAiOld", "jdk", true),
            new Framework("spring-ai-2.0", "SpringAi", "", true))
        .filter(Framework::runs)
        .toList();
  }

  /**
   * Whether it writes bodies as its client asks for them, so that nobody can look at them before:
   * then a call that fails has no model's name.
   */
  boolean hidesRequests() {
    return program.equals("SpringAiOld") || program.equals("Embabel");
  }

  /** Embabel is compiled for JDK 21. */
  private boolean asksForMore() {
    return program.equals("Embabel");
  }

  /** Whether this machine has a JDK that it runs on. */
  private boolean runs() {
    return !asksForMore() || jdk().feature() >= 21;
  }

  private Jdk jdk() {
    return asksForMore()
        ? Jdk.all().stream().max(Comparator.comparingInt(Jdk::feature)).orElseThrow()
        : Jdk.ofThisBuild();
  }

  /** The program's command, compiled against this version. */
  HostCommand command(Path work) throws IOException, InterruptedException {
    List<Path> jars = jars();
    Path sources = Path.of("src/test/programs/models");
    List<Path> files =
        List.of(sources.resolve("ModelCalls.java"), sources.resolve(program + ".java"));
    Path folder = Files.createTempDirectory(work, program);
    Path classes =
        asksForMore()
            ? ClassJar.compileOn(jdk(), folder, jars, files)
            : ClassJar.compile(folder, jars, files);
    return HostCommand.on(jdk())
        .classPath(Stream.concat(Stream.of(classes), jars.stream()).toList());
  }

  private List<Path> jars() throws IOException {
    String classPath = Files.readString(Path.of("frameworks", folder, "target", "class-path"));
    return Stream.of(classPath.strip().split(":", -1)).map(Path::of).toList();
  }

  @Override
  public String toString() {
    return way.isEmpty() ? folder : folder + ", " + way;
  }
}
