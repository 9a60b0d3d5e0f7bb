import com.embabel.agent.api.annotation.AchievesGoal;
import com.embabel.agent.api.annotation.Action;
import com.embabel.agent.api.annotation.Agent;
import com.embabel.agent.api.common.OperationContext;
import com.embabel.agent.core.AgentPlatform;
import com.embabel.agent.core.AgentProcess;
import com.embabel.agent.core.AgentProcessStatusCode;
import com.embabel.agent.core.ProcessOptions;
import com.embabel.agent.core.Usage;
import com.embabel.agent.spi.support.springai.SpringAiLlmService;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/** An agent of Embabel's, in a program on Spring Boot that serves nothing. */
public final class Embabel {
  private static final String MODEL = "gpt-loopback";
  private static final String TRIES = "--embabel.agent.platform.llm-operations.data-binding.";

  private final AgentPlatform platform;
  private final com.embabel.agent.core.Agent clerk;

  private Embabel(AgentPlatform platform) {
    this.platform = platform;
    this.clerk = platform.agents().get(0);
  }

  public static void main(String[] args) throws Exception {
    System.setProperty("loopback", args[0]);
    // As arguments, which go before what Embabel has in files of its own.
    ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Program.class)
            .web(WebApplicationType.NONE)
            .run(
                "--embabel.models.default-llm=" + MODEL,
                TRIES + "max-attempts=3",
                TRIES + "fixed-backoff-millis=5",
                "--spring.main.banner-mode=off",
                "--logging.level.root=off");
    Embabel program = new Embabel(context.getBean(AgentPlatform.class));
    new ModelCalls(MODEL).whole("agent", (model, prompt) -> program.run(prompt)).run();
  }

  private ModelCalls.Told run(String prompt) {
    AgentProcess process =
        platform.createAgentProcessFrom(clerk, ProcessOptions.DEFAULT, new Question(prompt)).run();
    if (process.getStatus() != AgentProcessStatusCode.COMPLETED) {
      throw new IllegalStateException("ended as " + process.getStatus());
    }
    Usage usage = process.usage();
    return new ModelCalls.Told(usage.getPromptTokens(), usage.getCompletionTokens(), 0);
  }

  /** What is asked. */
  public record Question(String text) {}

  /** What the agent makes of it. */
  public record Answer(String text) {}

  /** The agent. */
  @Agent(name = "clerk", description = "Answers a question")
  public static class Clerk {
    @Action
    @AchievesGoal(description = "The question is answered")
    public Answer answer(Question question, OperationContext context) {
      return new Answer(context.ai().withLlm(MODEL).generateText(question.text()));
    }
  }

  /** What Embabel's starters would configure: they are not in the public repository. */
  @Configuration
  @EnableAutoConfiguration
  @ConfigurationPropertiesScan("com.embabel")
  @ComponentScan(
      basePackages = {"com.embabel.agent", "com.embabel.common"},
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.REGEX,
              pattern = "com\\.embabel\\.agent\\.(web|a2a|mcpserver|shell|tools\\.mcp)\\..*"))
  public static class Program {
    @Bean
    public Clerk clerk() {
      return new Clerk();
    }

    @Bean
    public SpringAiLlmService model() {
      OpenAiApi api =
          OpenAiApi.builder().baseUrl(System.getProperty("loopback")).apiKey("none").build();
      OpenAiChatOptions options = OpenAiChatOptions.builder().model(MODEL).maxTokens(500).build();
      ChatModel model = OpenAiChatModel.builder().openAiApi(api).defaultOptions(options).build();
      return new SpringAiLlmService(MODEL, "loopback", model);
    }
  }
}
