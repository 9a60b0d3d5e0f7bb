package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a policy file holds, what comes out is a policy or a {@link PolicyException}. */
final class PolicyFuzzTest {
  private static final int MUTATIONS = 6_000;

  private static final List<String> POLICIES =
      List.of(
          "mode: enforce\nlimits:\n  files.accessed: {budget: 1000, warn: 80%, then: pause}\n",
          """
          mode: observe # only look
          limits:
            http.requests:
              - {budget: 5, then: warn}
              - budget: 50
                warn: 40
                then: deny
            file.bytes.read: {budget: 10MiB}
            processes.live: &four {at-most: 4, then: deny}
            threads.live: *four
          """);

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ": ",
          ",",
          "-",
          "- ",
          "\n",
          "\n  ",
          "\t",
          "#",
          "&a ",
          "*a",
          "!",
          "!!int ",
          "%",
          "|",
          ">",
          "'",
          "\"",
          "? ",
          "---",
          "...",
          "<<: *four",
          "%YAML 1.2\n",
          "~",
          "null",
          "0x1F",
          "1e999",
          "-1",
          "99999999999999999999",
          "GiB",
          "rate: 5",
          "agents:",
          "é",
          "\u0000",
          "\uFEFF",
          "\uD83D\uDE00",
          "\uD83D",
          "\u2028",
          "\\",
          "@",
          "`");

  @TempDir private Path dir;

  @Test
  void mutatedTextIsAPolicyOrAProblem() {
    Random random = new Random(20_251);
    int policies = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      String text = POLICIES.get(random.nextInt(POLICIES.size()));
      for (int n = random.nextInt(4); n >= 0; n--) {
        text = mutate(text, random);
      }
      policies += outcome(text, i);
    }
    // Neither may be rare, or the mutations would test nothing.
    assertThat(policies).isBetween(MUTATIONS / 50, MUTATIONS - MUTATIONS / 50);
  }

  @Test
  void mutatedBytesAreAPolicyOrAProblem() throws IOException {
    Random random = new Random(20_252);
    Path file = dir.resolve("p.yaml");
    for (int i = 0; i < 500; i++) {
      byte[] bytes = POLICIES.get(1).getBytes(StandardCharsets.UTF_8);
      for (int n = random.nextInt(5); n >= 0; n--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      try {
        assertThat(PolicyParser.parse(file)).isNotNull();
      } catch (PolicyException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
  }

  private static int outcome(String text, int number) {
    try {
      for (Limit limit : PolicyParser.parse(text, "p.yaml").jvm().limits()) {
        assertThat(limit.max()).isNotNegative();
        assertThat(limit.warnAt()).isBetween(0L, Math.max(1, limit.max()));
      }
      return 1;
    } catch (PolicyException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(p -> !p.message().contains("\n"));
      return 0;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("mutation " + number + ":\n" + text, e);
    }
  }

  private static String mutate(String text, Random random) {
    StringBuilder result = new StringBuilder(text);
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(6));
    String piece = PIECES.get(random.nextInt(PIECES.size()));
    switch (random.nextInt(5)) {
      case 0 -> result.delete(from, to);
      case 1 -> result.insert(from, piece);
      case 2 -> result.replace(from, to, piece);
      case 3 -> result.insert(from, text, from, to);
      default -> result.setLength(from);
    }
    return result.toString();
  }
}
