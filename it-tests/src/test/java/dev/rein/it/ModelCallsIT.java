package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.models.AnthropicMessages;
import dev.rein.it.models.BedrockConverse;
import dev.rein.it.models.BedrockInvoke;
import dev.rein.it.models.CleartextHttp2;
import dev.rein.it.models.Gemini;
import dev.rein.it.models.OpenAiChat;
import dev.rein.it.models.OpenAiEmbeddings;
import dev.rein.it.models.OpenAiResponses;
import dev.rein.it.models.ProviderServer;
import dev.rein.it.models.Tally;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Model calls of frameworks at their newest and an older version, against what a server told. */
class ModelCallsIT {
  @TempDir static Path folder;

  static List<Framework> frameworks() {
    return Framework.all();
  }

  /** What the server told, the frameworks understand. */
  @ParameterizedTest
  @MethodSource("frameworks")
  void withoutRein(Framework framework) throws IOException, InterruptedException {
    try (ProviderServer server = server();
        CleartextHttp2 http2 = CleartextHttp2.before(server);
        HostJvm host =
            framework
                .command(folder)
                .start(
                    framework.program(),
                    framework.way().equals("http2") ? http2.url() : server.url(),
                    framework.way())
                .awaitReady()) {
      Tally.Sum before = server.tally().all();
      List<String> lines = host.ask("told");
      Tally.Sum after = server.tally().all();
      String told =
          (after.usage().input() - before.usage().input())
              + " "
              + (after.usage().output() - before.usage().output())
              + " "
              + (after.usage().cached() - before.usage().cached());
      if (framework.sumsUp()) {
        assertThat(lines).as(server.tally().toString()).containsExactly(told);
      }
      host.ask("untold");
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).doesNotContain("says nothing of");
    }
  }

  private static ProviderServer server() throws IOException {
    return ProviderServer.start(
        new OpenAiChat(),
        new OpenAiResponses(),
        new OpenAiEmbeddings(),
        new AnthropicMessages(),
        new Gemini(),
        new BedrockConverse(),
        new BedrockInvoke());
  }
}
