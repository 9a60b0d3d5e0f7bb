package dev.rein.instrumentation;

import java.util.Set;

/** The frameworks for LLM agents whose agents' names and tool calls are known. */
public final class AgentFrameworks {
  public static final String ADK = "Google ADK";
  public static final String EMBABEL = "Embabel";
  public static final String LANGCHAIN4J = "LangChain4j";
  public static final String SPRING_AI = "Spring AI";

  /** All of them, as {@link HookSpec#area()} has them. */
  public static final Set<String> ALL = Set.of(ADK, EMBABEL, LANGCHAIN4J, SPRING_AI);

  private AgentFrameworks() {}
}
