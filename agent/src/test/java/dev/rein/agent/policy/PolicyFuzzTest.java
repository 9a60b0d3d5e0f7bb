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
          """,
          """
          profile: careful
          priority: high
          check-interval: 5s
          intervention: {pause: true, pause-timeout: 10m, auto-terminate: true, grace: 10s}
          resources: {fuzz.pool: gauge}
          profiles:
            careful: {extends: production, priority: low, limits: {llm.tokens: {budget: 9}}}
            bold: {extends: careful}
          limits:
            fuzz.pool: {below: 5, warn: 50%, cool-down: 30s}
            cost: {budget: 5.25, per: 1d, then: throttle, longest-wait: 5m}
            net.bytes.sent: {rate: 10MB/1s, burst: 1GiB}
            time.since_deliverable: {above: 5m}
          """,
          """
          agents:
            lead/coder: {profile: research}
            coder:
              match:
                - method: com.acme.Coder$1.run
                - thread: coder-*
              limits: {files.open: {at-most: 9}, dns.lookups: none}
            "*": {profile: none}
          rules:
            - {process: "aws ec2*", agent: coder*, then: approve, cost: 3.06/h, longest-wait: 5m}
            - {host: api.example.com, rate: 50/1m, burst: 9}
            - {path: "/etc/**", budget: 10, per: 1d, warn: 50%}
          """,
          """
          limits:
            cpu.time: {rate: 30s/1m, burst: 2m}
            gc.pause: {budget: 5s, per: 1h, then: warn}
            host.cpu: {above: 85%, warn: 70, for: 10s, cool-down: 1m, then: throttle}
            disk.free: {below: 10%, warn: 80%, commands: ["git clone*", 5]}
            memory.heap: {above: 6GiB}
            jobs.active: {at-most: 4, then: throttle}
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
          "rate: 5/1s",
          "agents:",
          "none",
          "standard",
          "extends: bold",
          "then: throttle",
          "366d",
          "/1ms",
          "**/",
          "0.000001",
          "100%",
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
      policies += outcome(mutated(random), i);
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

  /** A valid policy with some changes. */
  static String mutated(Random random) {
    String text = POLICIES.get(random.nextInt(POLICIES.size()));
    for (int n = random.nextInt(4); n >= 0; n--) {
      text = mutate(text, random);
    }
    return text;
  }

  private static int outcome(String text, int number) {
    try {
      Policy policy = PolicyParser.parse(text, "p.yaml");
      check(policy.jvm());
      check(policy.defaults());
      policy.agents().forEach(agent -> check(agent.account()));
      policy.rules().forEach(rule -> check(rule.limit()));
      return 1;
    } catch (PolicyException e) {
      assertThat(e.problems()).isNotEmpty().allMatch(p -> !p.message().contains("\n"));
      return 0;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("mutation " + number + ":\n" + text, e);
    }
  }

  private static void check(AccountPolicy account) {
    account.limits().forEach(PolicyFuzzTest::check);
  }

  private static void check(Limit limit) {
    assertThat(limit.max()).isNotNegative();
    assertThat(limit.origin()).isNotEmpty();
    if (limit instanceof Limit.Rate rate) {
      assertThat(rate.max()).isPositive();
      assertThat(rate.burst()).isPositive();
      assertThat(rate.window()).isPositive();
    } else if (limit.kind().equals("below")) {
      assertThat(limit.warnAt()).isGreaterThanOrEqualTo(limit.max());
    } else {
      assertThat(limit.warnAt()).isBetween(0L, Math.max(1, limit.max()));
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
