package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the demo is looked for. */
final class DemoKitTest {
  @TempDir private Path home;

  @Test
  void isFoundFromTheJarsPlaceInACheckout() throws IOException {
    Files.createDirectories(home.resolve("it-tests/target/demo/lib"));
    Path policy = home.resolve("it-tests/src/demo/demo-policy.yaml");
    Files.createDirectories(home.resolve("it-tests/src/demo"));
    Files.createFile(policy);

    assertThat(kit().policy()).isEqualTo(policy);
  }

  @Test
  void aJarAloneSaysHowToGetTheDemo() {
    assertThatThrownBy(this::kit)
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(home.toString())
        .hasMessageContaining("git clone");
  }

  private DemoKit kit() {
    return DemoKit.of(home.resolve("agent/target/rein.jar").toFile());
  }
}
