import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.concurrent.CompletableFuture;

/** AI services that use tools, of which one is another AI service. */
public final class LangChain4jOneAgents {
  /** An agent. */
  interface Lead {
    String solve(String task);
  }

  /** The same as a stream. */
  interface StreamingLead {
    TokenStream solve(String task);
  }

  /** What the lead delegates to. */
  interface Expert {
    String advise(String question);
  }

  /** Of the lead. */
  static final class LeadTools {
    private final Expert expert;

    LeadTools(Expert expert) {
      this.expert = expert;
    }

    @Tool("searches")
    String search(@P("what") String text) {
      return "found " + text;
    }

    @Tool("asks somebody who knows")
    String askExpert(@P("what") String text) {
      return expert.advise(text);
    }
  }

  /** Of the expert. */
  static final class ExpertTools {
    @Tool("weighs")
    String weigh(@P("what") String text) {
      return "7 kg";
    }

    @Tool("measures, but cannot")
    String measure(@P("what") String text) {
      throw new IllegalStateException("no ruler");
    }
  }

  private LangChain4jOneAgents() {}

  public static void main(String[] args) throws Exception {
    AgentProgram.run(way -> way.equals("stream") ? stream(args[0]) : plain(args[0]));
  }

  private static Expert expert(String url) {
    return AiServices.builder(Expert.class).chatModel(model(url)).tools(new ExpertTools()).build();
  }

  private static OpenAiChatModel model(String url) {
    return OpenAiChatModel.builder()
        .baseUrl(url + "/v1")
        .apiKey("none")
        .modelName("gpt-test")
        .build();
  }

  private static String plain(String url) {
    return AiServices.builder(Lead.class)
        .chatModel(model(url))
        .tools(new LeadTools(expert(url)))
        .build()
        .solve("the task");
  }

  private static String stream(String url) throws Exception {
    CompletableFuture<String> text = new CompletableFuture<>();
    AiServices.builder(StreamingLead.class)
        .streamingChatModel(
            OpenAiStreamingChatModel.builder()
                .baseUrl(url + "/v1")
                .apiKey("none")
                .modelName("gpt-test")
                .build())
        .tools(new LeadTools(expert(url)))
        .build()
        .solve("the task")
        .onPartialResponse(ignored -> {})
        .onCompleteResponse(answer -> text.complete(answer.aiMessage().text()))
        .onError(text::completeExceptionally)
        .start();
    return text.get();
  }
}
