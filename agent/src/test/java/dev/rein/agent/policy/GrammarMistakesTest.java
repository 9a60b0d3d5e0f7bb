package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about profiles, agents, rules and the rarer keys of limits that make no sense. */
final class GrammarMistakesTest {
  static Stream<Arguments> limits() {
    return Stream.of(
        in("files.read: {rate: 50}", "2:22: '50' is no rate; expected 50/1m: a whole number"),
        in("files.read: {rate: 50/m}", "'50/m' is no rate; expected 50/1m"),
        in("files.read: {rate: 5/1w}", "a slash, and a whole number with one of ms, s, m, h, d"),
        in("file.bytes.read: {rate: 5mb/1s}", "'5mb/1s' is no rate; expected 10MB/1s"),
        in("cost: {rate: 5.0.0/1d}", "is no rate; expected 5.00/1d: US dollars"),
        in("files.read: {rate: 0/1m}", "brings nothing; use 'budget: 0' to let nothing through"),
        in("files.read: {rate: 5/0s}", "'5/0s' brings nothing"),
        in("files.read: {rate: 5/367d}", "is too large; at most 10000000 a millisecond"),
        in("file.bytes.read: {rate: 20GB/1s}", "'20GB/1s' is too large; at most"),
        in("files.read: {rate: 5/1s, warn: 50%}", "2:28: 'warn' does not go with 'rate'; it goes"),
        in("files.read: {rate: 5/1s, burst: 0}", "2:35: '0' is no burst; expected 1 or more"),
        in("files.read: {budget: 5, burst: 9}", "'burst' does not go with 'budget'; it goes with "),
        in("files.read: {rate: 5/1s, per: 1d}", "'per' does not go with 'rate'; it goes with 'bud"),
        in("files.open: {at-most: 5, cool-down: 1s}", "it goes with 'above' or 'below'"),
        in("files.read: {budget: 5, per: 1}", "2:32: '1' is no duration; expected a whole number"),
        in("files.read: {budget: 5, per: 0d}", "'0d' is too short; at least 1ms"),
        in("files.read: {budget: 5, per: 400d}", "'400d' is too long; at most 366d"),
        in("files.read: {budget: 5, rate: 5/1s}", "2:27: a limit has either 'budget' or 'rate'"),
        in("files.read: {above: 5}", "files.read only goes up; use 'budget' or 'rate' instead of"),
        in("files.open: {below: 5}", "use 'at-most' or 'above' instead of 'below'"),
        in("time.since_deliverable: {budget: 5m}", "is a time that runs; use 'above' instead of"),
        in("time.since_deliverable: {above: 5}", "'5' is no amount; expected a whole number with"),
        in("time.since_deliverable: 5m", "expected one such as {above: 5m, then: pause}"),
        in(
            "files.open: {above: 5, warn: 6}",
            "a warning at 6 would come after the limit; expected"),
        in("cost: {budget: 0.1234567}", "'0.1234567' is no amount; expected US dollars such as"),
        in("cost: {budget: $5}", "'$5' is no amount"),
        in("cost: {budget: 5.}", "'5.' is no amount"),
        in("cost: {budget: .5}", "'.5' is no amount"),
        in("cost: {budget: 9223372036855}", "is too large; at most 9223372036854"),
        in(
            "files.read: {budget: 5, then: throttle}",
            "2:33: a budget does not come back, so there"),
        in("files.open: {above: 5, then: approve}", "there is no call to approve when a gauge"),
        in("files.open: {at-most: 5, then: approve}", "approve goes with budgets, rates and rules"),
        in("files.read: {budget: 5, then: deny, longest-wait: 5s}", "'longest-wait' has no use wh"),
        in("files.read: {budget: 5, longest-wait: soon}", "2:41: 'soon' is no duration"),
        in("files.read: {budget: 5, then: pause, longest-wait: 0s}", "'0s' is too short; at least"),
        in("files.read: [" + "{budget: 1},".repeat(21) + "]", "too many limits on 'files.read'"),
        in("host.cpu: {above: 101%}", "2:21: '101%' is too large; at most 100%"),
        in(
            "host.cpu: {above: 85 MB}",
            "'85 MB' is no amount; expected a whole number from 0% to 100%"),
        in("host.cpu: {above: 8.5%}", "'8.5%' is no amount"),
        in("host.cpu: {above: 85%, warn: 90}", "a warning at 90 would come after the limit"),
        in("host.cpu: {at-most: 85%}", "host.cpu goes up and down; use 'above' or 'below' instead"),
        in("host.cpu: 85%", "expected one such as {above: 85%, then: throttle}"),
        in("host.cpu: {above: 85%, for: 1w}", "2:31: '1w' is no duration"),
        in(
            "host.cpu: {above: 85%, commands: [a]}",
            "'commands' goes with disk.free alone; use a rule"),
        in(
            "files.read: {budget: 5, for: 1s}",
            "'for' does not go with 'budget'; it goes with 'abo"),
        in("memory.heap: {above: 85%}", "'85%' is no amount; expected a whole number of 0 or more"),
        in("disk.free: {above: 10%}", "disk.free is what is left; use 'below' instead of 'above'"),
        in("disk.free: {below: 10%, commands: []}", "'commands' takes 1 to 100 patterns; expected"),
        in(
            "disk.free: {below: 10%, commands: [[a]]}",
            "is no pattern; expected the pattern of a co"),
        in(
            "cpu.time: {above: 5m}",
            "cpu.time only goes up; use 'budget' or 'rate' instead of 'abo"),
        in("cpu.time: {rate: 30/1m}", "'30/1m' is no rate; expected 30s/1m"),
        in("cpu.time: {budget: 5m, then: throttle}", "a budget does not come back"),
        in("cpu.time: {budget: 5m, then: approve}", "no call asks for cpu.time; use pause"),
        in("cpu.share: {above: 50%, then: approve}", "there is no call to approve when a gauge"),
        in("cpu.time.estimated: {budget: 5m}", "cannot be limited: it is a part of cpu.time; use"),
        in("rein.cpu: {budget: 5m}", "2:3: 'rein.cpu' cannot be limited: it is what Rein itself"),
        in("threads.peak: {above: 5}", "cannot be limited: it never goes down; use threads.live"),
        in("files.read: nome", "this is no limit; expected one such as"));
  }

  static Stream<Arguments> sections() {
    return Stream.of(
        at("priority: urgent", "1:11: unknown priority 'urgent'; expected one of: high, standard"),
        at("check-interval: 10ms", "1:17: '10ms' is too short; at least 100ms"),
        at("profile: standart", "1:10: unknown profile 'standart'; did you mean 'standard'?"),
        at("profile: [a]", "1:10: 'profile' takes the name of a profile"),
        at(
            "intervention: off",
            "1:15: 'intervention' takes keys; expected some of: pause, pause-t"),
        at("intervention: {puase: true}", "1:16: unknown key 'puase'; did you mean 'pause'?"),
        at("intervention: {pause: yes}", "1:23: unknown value 'yes'; expected one of: true, false"),
        at("intervention: {exit: [true]}", "'exit' takes one word; expected one of: true, false"),
        at("intervention: {auto-terminate: true}", "has no use without 'pause-timeout'"),
        at("resources: [a]", "1:12: 'resources' takes names; expected some such as jdbc.connecti"),
        at(
            "resources: {Jdbc: gauge}",
            "1:13: 'Jdbc' is no name of a resource; expected lower-case"),
        at("resources: {files.read: counter}", "'files.read' is Rein's own; expected another nam"),
        at("resources: {host.cpu: gauge}", "'host.cpu' is Rein's own"),
        at("resources: {a: guage}", "1:16: unknown kind 'guage'; did you mean 'gauge'?"),
        at("profiles: [a]", "1:11: 'profiles' takes names; expected one such as careful:"),
        at("profiles: {standard: {}}", "1:12: 'standard' is Rein's own profile; expected another"),
        at("profiles: {none: {}}", "'none' is Rein's own profile"),
        at(
            "profiles: {a: 5}",
            "1:15: this is no profile; expected one such as {extends: standard}"),
        at(
            "profiles: {a: {extend: standard}}",
            "1:16: unknown key 'extend'; did you mean 'extends"),
        at(
            "profiles: {a: {extends: bulk}}",
            "1:25: unknown profile 'bulk'; expected one of: standard,"),
        at("profiles: {a: {extends: a}}", "1:25: profile 'a' extends itself: a → a"),
        at(
            "profiles:\n  a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}",
            "4:16: profile 'a' extends itself: a → b → c → a"),
        at("profiles: {\"\": {}}", "1:12: the name of a profile is empty"),
        at(
            "profiles: {" + "a".repeat(101) + ": {}}",
            "is too long; the name of a profile may have"));
  }

  static Stream<Arguments> agents() {
    return Stream.of(
        at(
            "agents: {a: {limits: {gc.pause: {budget: 5s}}}}",
            "1:23: 'gc.pause' is the JVM's as a whole; it can stand under the file's own 'limits'"),
        at(
            "profiles: {a: {limits: {gc.pause: {budget: 5s}}}}",
            "'gc.pause' is the JVM's as a whole"),
        at("agents: [a]", "1:9: 'agents' takes names; expected one such as coder: {profile: stand"),
        at("agents: {a: 5}", "1:13: this is no agent; expected one such as {profile: standard}"),
        at("agents: {a: {limit: {}}}", "1:14: unknown key 'limit'; did you mean 'limits'?"),
        at("agents: {jvm: {}}", "'jvm' is no agent; the JVM's own limits stand under the file's"),
        at("agents: {/a: {}}", "'/a' is no agent's name; expected names with single slashes"),
        at("agents: {/: {}}", "'/' is no agent's name"),
        at("agents: {a//b: {}}", "'a//b' is no agent's name"),
        at("agents: {' a': {}}", "' a' has blanks at its ends; remove them"),
        at("agents: {\"a\\tb\": {}}", "has characters that cannot be printed"),
        at("agents: {'*': {}, a: {}}", "1:19: 'a' is never reached, for '*' (p.yaml:1) stands bef"),
        at("agents: {a: {}, b/a: {}}", "'b/a' is never reached, for 'a' (p.yaml:1)"),
        at(
            "agents: {'a*': {match: {thread: x}}}",
            "1:17: 'match' says which agent it is, and 'a*'"),
        at("agents: {b/a: {match: {thread: x}}}", "within which other it works; give it to 'a'"),
        at("agents: {a: {match: x}}", "1:21: 'match' takes a list; expected one such as - method:"),
        at("agents: {a: {match: []}}", "'match' takes a list"),
        at("agents: {a: {match: [x]}}", "1:22: an entry of 'match' has one key; expected one such"),
        at("agents: {a: {match: {method: a.b, thread: c}}}", "an entry of 'match' has one key"),
        at("agents: {a: {match: {methods: a.b}}}", "unknown key 'methods'; did you mean 'method'?"),
        at("agents: {a: {match: {method: run}}}", "1:30: 'run' is no method; expected the binary"),
        at("agents: {a: {match: {method: a.B#c}}}", "'a.B#c' is no method; expected the binary"),
        at("agents: {a: {match: {method: a.*.c}}}", "a pattern would mean every method that fits;"),
        at("agents: {a: {match: {method: a.b()}}}", "all methods of a name are meant, whatever"),
        at("agents: {a: {match: {method: a..b}}}", "'a..b' is no method"),
        at("agents: {a: {match: {method: a.b.}}}", "'a.b.' is no method"),
        at("agents: {a: {match: {method: .b}}}", "'.b' is no method"),
        at("agents: {a: {match: {method: a.1b}}}", "'a.1b' is no method"),
        at("agents: {a: {match: {method: a.<init>}}}", "'a.<init>' is no method"),
        at("agents: {a: {match: {thread: ''}}}", "'' is no pattern; expected a pattern for names"),
        at(
            "agents:\n  a: {match: {method: x.y}}\n  b: {match: {method: x.y}}",
            "3:23: method 'x.y' is taken by agent 'a'"));
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        at(
            "rules: {a: b}",
            "1:8: 'rules' takes a list; expected an entry such as {process: \"rm *\""),
        at("rules: [a]", "1:9: this is no rule; expected one such as"),
        at(
            "rules: [{then: deny}]",
            "1:9: the rule is about nothing; expected one of: process, hos"),
        at(
            "rules: [{process: a, host: b}]",
            "1:22: a rule is about either 'process' or 'host'; wr"),
        at("rules: [{proces: a}]", "1:10: unknown key 'proces'; did you mean 'process'?"),
        at("rules: [{process: ''}]", "'' is no pattern; expected the pattern of a process"),
        at("rules: [{process: [a]}]", "a list or mapping is no pattern"),
        at("rules: [{process: " + "a".repeat(501) + "}]", "may have at most 500 characters"),
        at("rules: [{host: 'https://a.b'}]", "fits no host; expected a host alone, such as *.ex"),
        at("rules: [{host: 'a.b:80'}]", "without a port, or use 'connect' instead of 'host'"),
        at(
            "rules: [{connect: a.b}]",
            "1:19: 'a.b' fits no connection; expected host:port, such as"),
        at("rules: [{connect: 'tcp://a:1'}]", "fits no connection"),
        at("rules: [{path: '*.pem'}]", "'*.pem' fits no absolute path; begin with '/' or '**/'"),
        at("rules: [{read: ~/x}]", "'~/x' fits no absolute path"),
        at("rules: [{write: /tmp/}]", "use /tmp/** for what lies below"),
        at("rules: [{path: /}]", "'/' fits no path, which ends without a slash"),
        at("rules: [{delete: /a/../b}]", "are compared without '.' and '..'; remove them"),
        at("rules: [{delete: /a//b}]", "fits no path, which has single slashes"),
        at("rules: [{host: a, at-most: 5}]", "use 'budget' or 'rate' instead of 'at-most'"),
        at("rules: [{host: a, above: 5}]", "unknown key 'above'"),
        at(
            "rules: [{host: a, budget: 5, rate: 5/1m}]",
            "either 'budget' or 'rate'; write two rules"),
        at("rules: [{host: a, warn: 50%}]", "'warn' has no use without 'budget' or 'rate'"),
        at("rules: [{host: a, then: throttle}]", "a budget does not come back"),
        at("rules: [{host: a, agent: ''}]", "'' is no pattern; expected a pattern for names of ag"),
        at("rules: [{process: a, cost: 3.06/d}]", "'3.06/d' is no price; expected US dollars such"),
        at("rules: [{host: a, cost: 3.06/h}]", "only a process lives for hours; give the price of"),
        at("rules: [{host: a, cost: -1}]", "'-1' is no price"),
        at("rules: [{host: a, cost: 1000000.01}]", "'1000000.01' is too large; at most 1000000"));
  }

  private static Arguments at(String text, String message) {
    return Arguments.of(text, message);
  }

  private static Arguments in(String limit, String message) {
    return Arguments.of("limits:\n  " + limit, message);
  }

  @ParameterizedTest
  @MethodSource({"limits", "sections", "agents", "rules"})
  void aMistakeSaysWhereItIsAndWhatWasExpected(String text, String message) {
    assertThat(messages(text)).contains(message).startsWith("p.yaml:").doesNotContain("\n");
  }

  @Test
  void numbersOfThingsAreBounded() {
    assertThat(messages("agents: {" + many(1_001, "a%d: {}") + "}")).contains("too many agents");
    assertThat(messages("rules: [" + many(1_001, "{host: h%d}") + "]")).contains("too many rules");
    assertThat(messages("profiles: {" + many(101, "p%d: {}") + "}")).contains("too many profiles");
    assertThat(messages("resources: {" + many(201, "r%d: gauge") + "}"))
        .contains("too many own resources");
    assertThat(messages("agents: {a: {match: [" + many(101, "{thread: t%d}") + "]}}"))
        .contains("too many entries");
  }

  private static String many(int number, String form) {
    return IntStream.range(0, number).mapToObj(form::formatted).collect(Collectors.joining(", "));
  }

  private static String messages(String text) {
    PolicyException e =
        catchThrowableOfType(PolicyException.class, () -> PolicyParser.parse(text, "p.yaml"));
    assertThat(e).isNotNull();
    return String.valueOf(e.getMessage());
  }
}
