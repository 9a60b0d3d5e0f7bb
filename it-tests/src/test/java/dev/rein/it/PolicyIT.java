package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the built jar says of policies. */
final class PolicyIT {
  @TempDir Path folder;

  @Test
  void theSchemaIsInTheJar() throws IOException, InterruptedException {
    ReinCli.Result schema = ReinCli.run("policy", "schema");

    assertThat(schema.exitCode()).isZero();
    assertThat(schema.stdout()).startsWith("{").contains("\"files.accessed\"");
    assertThat(schema.stderr()).isEmpty();
  }

  @Test
  void theEffectivePolicyNamesWhereEachValueComesFrom() throws IOException, InterruptedException {
    Path policy = Files.writeString(folder.resolve("my.yaml"), "profile: research\n");

    ReinCli.Result effective =
        ReinCli.run("policy", "effective", "--", "policy=" + policy, "-Drein.mode=observe");

    assertThat(effective.exitCode()).isZero();
    assertThat(effective.stdout())
        .contains("agent argument policy", "-Drein.mode", "mode observe", "profile research");
  }
}
