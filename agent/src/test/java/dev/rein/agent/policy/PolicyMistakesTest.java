package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a policy that cannot be enforced. */
final class PolicyMistakesTest {
  static Stream<Arguments> mistakes() {
    return Stream.of(
        // The grammar's words.
        at("mods: observe", "p.yaml:1:1: unknown key 'mods'; did you mean 'mode'?"),
        at("mode: obsrve", "p.yaml:1:7: unknown mode 'obsrve'; did you mean 'observe'?"),
        at(
            "mode: [enforce]",
            "p.yaml:1:7: 'mode' takes one word; expected one of: enforce, observe"),
        at("mode:", "p.yaml:1:6: unknown mode ''; expected one of: enforce, observe"),
        at("- a", "p.yaml:1:1: this is no policy; expected 'mode:' and 'limits:'"),
        at("limits: 5", "p.yaml:1:9: 'limits' takes resources"),
        at("[1]: 2", "p.yaml:1:1: a key must be a word"),
        in("file.read: {budget: 1}", "unknown resource 'file.read'; did you mean 'files.read'?"),
        in(
            "tools.repeated: {at-most: 5, then: throttle}",
            "a call that is repeated is the same however long it waits; use pause or deny"),
        in(
            "tools.repeated: {budget: 5}",
            "tools.repeated is how often one call was made; use 'at-most' instead of 'budget'"),
        in(
            "llm.tokens.remaining: {above: 5}",
            "llm.tokens.remaining is what is left; use 'below' instead of 'above'"),
        in(
            "llm.retry_after: {above: 0s, cool-down: 5s}",
            "'cool-down' has no use for llm.retry_after, which holds until the time that the"
                + " provider says; remove it"),
        in("zzzzzzzz: {budget: 1}", "unknown resource 'zzzzzzzz'; expected one of: files.read,"),
        in("files.read: 1000", "p.yaml:2:15: this is no limit; expected one such as {budget: "),
        in("threads.live: 5", "this is no limit; expected one such as {at-most: 100, then: deny}"),
        in("files.read: []", "the list has no limit; remove 'files.read'"),
        in("files.read: [5]", "p.yaml:2:16: this is no limit"),
        in("files.read: {bugdet: 1}", "2:16: unknown key 'bugdet'; did you mean 'budget'?"),
        in(
            "files.read: {warn: 5%}",
            "2:15: the limit lacks 'budget' or 'rate'; expected one such as"),
        in("threads.live: {}", "the limit lacks 'at-most' or 'above'"),
        in("files.read: {budget: 1, at-most: 1}", "a limit has either 'budget' or 'at-most'"),
        in(
            "files.read: {at-most: 1}",
            "files.read only goes up; use 'budget' or 'rate' instead of 'at-most'"),
        in(
            "threads.live: {budget: 1}",
            "goes up and down; use 'at-most' or 'above' instead of 'bud"),
        in("files.read: {budget: 1, then: dney}", "unknown action 'dney'; did you mean 'deny'?"),
        in("files.read: {budget: 1, then: {}}", "'then' takes one word; expected one of: observe,"),
        in("files.read: {budget: 1, budget: 2}", "2:27: 'budget' was given before in line 2; keep"),
        // Numbers.
        in("files.read: {budget: -1}", "2:24: '-1' is no amount; expected a whole number of 0 or"),
        in("files.read: {budget: 1.5}", "'1.5' is no amount"),
        in("files.read: {budget: many}", "'many' is no amount"),
        in("files.read: {budget: }", "'' is no amount"),
        in("files.read: {budget: [1]}", "a list or mapping is no amount"),
        in(
            "files.read: {budget: 5MB}",
            "'5MB' is no amount; expected a whole number of 0 or more w"),
        in("file.bytes.read: {budget: 5mb}", "with one of KB, MB, GB, KiB, MiB, GiB"),
        in(
            "files.read: {budget: 9223372036854775808}",
            "is too large; at most 9223372036854775807"),
        in("file.bytes.read: {budget: 9223372036854775GiB}", "is too large"),
        in(
            "files.read: {budget: 9, warn: 0%}",
            "'0%' is no share; expected a whole one from 1% to"),
        in("files.read: {budget: 9, warn: 101%}", "'101%' is no share"),
        in("files.read: {budget: 9, warn: '%'}", "'%' is no share"),
        in("files.read: {budget: 9, warn: 1.5%}", "'1.5%' is no share"),
        in("files.read: {budget: 9, warn: 10}", "a warning at 10 would come after the limit; expe"),
        in("files.read: {budget: 9, warn: soon}", "'soon' is no amount"),
        // YAML.
        at("limits: {", "this is not YAML: "),
        at("limits:\n\tfiles.read: 1", "p.yaml:2:1: this is not YAML: "),
        at("a: b: c", "p.yaml:1:5: this is not YAML: "),
        at("mode: *gone", "this is not YAML: "),
        at("---\nmode: observe\n---\nmode: enforce", "p.yaml:3:1: this is not YAML: "),
        at("mode: !env observe", "p.yaml:1:7: tags have no place in a policy; remove !env"),
        at("mode: ob\u0000serve", "p.yaml:1:9: the character U+0000 may not stand here"),
        at("[".repeat(500_000), "p.yaml:1:21: nested too deeply"));
  }

  private static Arguments at(String text, String message) {
    return Arguments.of(text, message);
  }

  private static Arguments in(String limit, String message) {
    return Arguments.of("limits:\n  " + limit, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeSaysWhereItIsAndWhatWasExpected(String text, String message) {
    assertThat(problems(text)).singleElement().asString().contains(message).startsWith("p.yaml:");
  }

  @Test
  void allMistakesAreSaidInTheOrderOfTheFile() {
    assertThat(
            problems(
                """
                mode: on
                limits:
                  files.read: {budget: x, warn: 200%, then: explode}
                  files.reed: {budget: 1}
                  http.requests:
                    - {rate: 50/1x, then: throttle}
                    - {budget: 5, warn: 6}
                agents: []
                profiles: {a: {extends: b}}
                intervention: {grace: long}
                rules: [{host: x, path: y}]
                """))
        .extracting(PolicyProblem::line)
        .containsExactly(1, 3, 3, 4, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void nonsenseInBulkHasAnEnd() {
    assertThat(problems("x: 1\n".repeat(50_000))).hasSize(101);
    String oneKey = "y".repeat(1_000_000) + ": 1";
    assertThat(problems("? " + oneKey))
        .allSatisfy(p -> assertThat(p.message()).hasSizeLessThan(300));
  }

  @Test
  void aliasesCannotMakeMuchOutOfLittle() {
    StringBuilder text = new StringBuilder("limits: &a0 [x]\n");
    for (int i = 1; i < 15; i++) {
      text.append("a").append(i).append(": &a").append(i).append(" [");
      text.append(("*a" + (i - 1) + ",").repeat(10)).append("]\n");
    }
    assertThat(problems(text.toString())).singleElement().asString().contains("one alias too many");
  }

  private static List<PolicyProblem> problems(String text) {
    PolicyException e =
        catchThrowableOfType(PolicyException.class, () -> PolicyParser.parse(text, "p.yaml"));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).hasLineCount(e.problems().size());
    return e.problems();
  }
}
