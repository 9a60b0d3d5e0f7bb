package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Names of agents and tools are read from the frameworks' objects, and nothing else is. */
final class FrameworkNamesTest {
  /** An AI service. */
  public interface Researcher {
    String research(String topic);
  }

  /** As LangChain4j asks for a tool. */
  public record Request(String name, String arguments) {}

  /** As Spring AI knows a tool. */
  public record Callback(Request getToolDefinition) {}

  /** As Embabel knows an agent's process. */
  public static final class AgentProcess {
    public Named getAgent() {
      return new Named("writer");
    }
  }

  /** As Kotlin has it. */
  public static final class Named {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    public String getName() {
      return name;
    }

    public String getArguments() {
      return "{}";
    }
  }

  /** As a streaming service knows who it is. */
  static final class Context {
    final Class<?> aiServiceClass = Researcher.class;
  }

  private final Researcher service =
      (Researcher)
          Proxy.newProxyInstance(
              Researcher.class.getClassLoader(),
              new Class<?>[] {Researcher.class, Runnable.class},
              (proxy, method, arguments) -> "");

  @Test
  void agents() throws NoSuchMethodException {
    assertThat(FrameworkNames.ofAgent("crew", null, null)).isEqualTo("crew");
    assertThat(FrameworkNames.ofAgent(service, null, null)).isEqualTo("Researcher");
    assertThat(FrameworkNames.ofAgent(new Context(), null, null)).isEqualTo("Researcher");
    assertThat(FrameworkNames.ofAgent(new AgentProcess(), null, null)).isEqualTo("writer");
    assertThat(FrameworkNames.ofAgent(new Request("lead", ""), null, null)).isEqualTo("lead");
    assertThat(FrameworkNames.ofAgent(new Named("doer"), null, null)).isEqualTo("doer");
    assertThat(
            FrameworkNames.ofAgent(
                service, service, Researcher.class.getMethod("research", String.class)))
        .isEqualTo("Researcher");
    assertThat(FrameworkNames.ofAgent(service, service, Object.class.getMethod("toString")))
        .isNull();
  }

  @Test
  void tools() {
    assertThat(FrameworkNames.ofTool(new Request("search", "{}"))).isEqualTo("search");
    assertThat(FrameworkNames.ofTool(new Callback(new Request("weigh", "")))).isEqualTo("weigh");
    assertThat(FrameworkNames.ofTool(new Named("measure"))).isEqualTo("measure");
  }

  @Test
  void namesAreALineAndShort() {
    assertThat(FrameworkNames.ofAgent("  a\nb\u001b[31mc ", null, null)).isEqualTo("a_b_[31mc");
    assertThat(FrameworkNames.ofAgent("x".repeat(10_000), null, null)).hasSize(200);
    assertThat(FrameworkNames.ofAgent("   ", null, null)).isNull();
    assertThat(FrameworkNames.ofAgent(new Named(""), null, null)).isNull();
  }

  @Test
  void theSameArgumentsHaveTheSameHash() {
    int hash = FrameworkNames.hash(new Request("search", "{\"text\":\"tea\"}"), null);
    assertThat(FrameworkNames.hash(new Request("search", "{\"text\":\"tea\"}"), null))
        .isEqualTo(hash);
    assertThat(FrameworkNames.hash(new Request("search", "{}"), null)).isNotEqualTo(hash);
    assertThat(FrameworkNames.hash(new Named("x"), Map.of("a", List.of(1))))
        .isEqualTo(FrameworkNames.hash(new Named("x"), Map.of("a", List.of(1))));
  }

  @Test
  void argumentsMayBeAnything() {
    Map<String, Object> itself = new HashMap<>();
    itself.put("me", itself);
    assertThat(FrameworkNames.hash(new Named("x"), itself))
        .isEqualTo(System.identityHashCode(itself));
    Object other = new Object();
    assertThat(FrameworkNames.hash(new Named("x"), other))
        .isEqualTo(System.identityHashCode(other));
  }
}
