package dev.rein.agent.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rein.agent.text.Glob;
import dev.rein.agent.text.Quantity;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rest of the grammar means: kinds of limits, profiles, agents, rules, intervention. */
final class GrammarTest {
  private static final String HERE = "p.yaml:2";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void eachKindOfLimitHasWhatBelongsToIt() throws PolicyException {
    assertThat(limit("files.read: {budget: 100, per: 1d, then: throttle, longest-wait: 5s}"))
        .isEqualTo(
            new Limit.Budget(
                Resource.FILES_READ,
                100,
                80,
                Duration.ofDays(1),
                Action.THROTTLE,
                Duration.ofSeconds(5),
                HERE));
    assertThat(limit("file.bytes.read: {rate: 10MB/1s, burst: 1GiB}"))
        .isEqualTo(
            new Limit.Rate(
                Resource.FILE_BYTES_READ,
                10_000_000,
                Duration.ofSeconds(1),
                1L << 30,
                Action.THROTTLE,
                MINUTE,
                HERE));
    assertThat(limit("cost: {rate: 5.00/1d, then: approve}"))
        .isEqualTo(
            new Limit.Rate(
                Resource.COST,
                5_000_000,
                Duration.ofDays(1),
                5_000_000,
                Action.APPROVE,
                null,
                HERE));
    assertThat(limit("threads.live: {at-most: 10, then: throttle}"))
        .isEqualTo(new Limit.AtMost(Resource.THREADS_LIVE, 10, 8, Action.THROTTLE, MINUTE, HERE));
    assertThat(limit("time.since_deliverable: {above: 5m, warn: 3m, cool-down: 0s}"))
        .isEqualTo(
            new Limit.Threshold(
                Resource.TIME_SINCE_DELIVERABLE,
                true,
                300_000,
                180_000,
                Duration.ZERO,
                Duration.ZERO,
                Action.PAUSE,
                null,
                List.of(),
                HERE));
    assertThat(limit("files.open: {above: 100}"))
        .isEqualTo(
            new Limit.Threshold(
                Resource.FILES_OPEN,
                true,
                100,
                80,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Action.THROTTLE,
                MINUTE,
                List.of(),
                HERE));
  }

  @Test
  void whatIsMeasuredIsLimitedInItsUnit() throws PolicyException {
    assertThat(limit("host.cpu: {above: 85%, for: 20s}"))
        .isEqualTo(
            new Limit.Threshold(
                Resource.HOST_CPU,
                true,
                85,
                68,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Action.THROTTLE,
                MINUTE,
                List.of(),
                HERE));
    assertThat(limit("disk.free: {below: 10, commands: [git clone*, \"docker *\"]}"))
        .isEqualTo(
            new Limit.Threshold(
                Resource.DISK_FREE,
                false,
                10,
                13,
                Duration.ZERO,
                Duration.ZERO,
                Action.DENY,
                null,
                List.of("git clone*", "docker *"),
                HERE));
    assertThat(limit("cpu.time: {rate: 30s/1m}").max()).isEqualTo(30_000);
    assertThat(limit("gc.pause: {budget: 10s, per: 1h}").then()).isEqualTo(Action.PAUSE);
    assertThat(limit("jobs.active: {at-most: 4}").kind()).isEqualTo("at-most");
    assertThat(limit("memory.heap: {above: 6GiB}").max()).isEqualTo(6L << 30);
  }

  @ParameterizedTest
  @CsvSource({
    "above: 85%,68",
    "'above: 85%, warn: 70%',60",
    "'above: 85%, warn: 70',70",
    "'above: 85%, warn: 85%',73",
    "below: 10%,13",
    "below: 90%,100"
  })
  void aWarningOfAPercentageIsAShareOfItOrAValue(String written, long warnAt)
      throws PolicyException {
    assertThat(limit("host.memory: {" + written + "}").warnAt()).isEqualTo(warnAt);
  }

  @Test
  void aChangedMaximumKeepsWhatElseAThresholdSays() throws PolicyException {
    Limit limit = limit("disk.free: {below: 10%, for: 5s, commands: git*}");
    assertThat(limit.withMax(20))
        .isEqualTo(limit("disk.free: {below: 20%, warn: 26, for: 5s, commands: git*}"));
  }

  @ParameterizedTest
  @CsvSource({
    "5,5000000",
    "0,0",
    "0.25,250000",
    "3.06,3060000",
    "0.000001,1",
    "1.100000,1100000",
    "9223372036854.775807,9223372036854775807"
  })
  void dollarsAreExact(String written, long micros) throws PolicyException {
    assertThat(limit("cost: {budget: " + written + "}").max()).isEqualTo(micros);
  }

  @Test
  void oneMillionthTooManyIsTooLarge() {
    assertThat(Dollars.micros("9223372036854.775808")).isEqualTo(Amount.TOO_LARGE);
    assertThat(Dollars.micros("9223372036855.0")).isEqualTo(Amount.TOO_LARGE);
  }

  @ParameterizedTest
  @CsvSource({"250ms,250", "30s,30000", "5m,300000", "2 h,7200000", "366d,31622400000"})
  void durationsAreReadAndWrittenBack(String written, long millis) throws PolicyException {
    assertThat(limit("time.since_deliverable: {above: " + written + "}").max()).isEqualTo(millis);
    assertThat(Quantity.time(Duration.ofMillis(millis))).isEqualTo(written.replace(" ", ""));
  }

  @Test
  void noTimeIsWrittenInSeconds() {
    assertThat(Quantity.time(Duration.ZERO)).isEqualTo("0s");
    assertThat(Quantity.time(Duration.ofSeconds(90))).isEqualTo("90s");
  }

  @ParameterizedTest
  @CsvSource({
    "10,'',13",
    "10,', warn: 50%',20",
    "10,', warn: 12',12",
    "10,', warn: 100%',10",
    "0,'',0",
    "9223372036854775807,'',9223372036854775807"
  })
  void belowWarnsFromAbove(long max, String warn, long warnAt) throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            "resources: {grammar.pool: gauge}\nlimits: {grammar.pool: {below: %d%s}}"
                .formatted(max, warn),
            "p.yaml");
    Limit limit = policy.jvm().limits().get(0);
    assertThat(limit.warnAt()).isEqualTo(warnAt);
    assertThat(limit.kind()).isEqualTo("below");
  }

  @Test
  void ownResourcesAreDeclaredByAGoodFileOnly() throws PolicyException {
    String text = "resources: {grammar.gauge: gauge, grammar.counter: counter}\nlimits: ";
    assertThat(problemsOf(text + "{grammar.gauge: {budget: 5}}")).isEqualTo(1);
    assertThat(Resource.find("grammar.gauge")).isNull();

    Policy policy =
        PolicyParser.parse(
            text + "{grammar.gauge: {at-most: 5}, grammar.counter: {rate: 5/1s}}", "p.yaml");

    assertThat(policy.jvm().limits())
        .extracting(Limit::resource)
        .containsExactly(Resource.gauge("grammar.gauge"), Resource.of("grammar.counter"));
    assertThat(Resource.gauge("grammar.gauge").isGauge()).isTrue();
    // Known to the JVM by now, but a typo must be an error in the file of today, too.
    assertThat(problemsOf("limits: {grammar.gauge: {at-most: 5}}")).isEqualTo(1);
    assertThat(problemsOf("resources: {grammar.gauge: counter}")).isEqualTo(1);
  }

  @Test
  void theJvmAndEveryAgentHaveTheProfile() throws PolicyException {
    Policy policy = PolicyParser.parse("profile: standard\nagents: {coder: }", "p.yaml");

    List<AccountPolicy> all = List.of(policy.jvm(), policy.defaults(), policy.of("coder"));
    assertThat(all)
        .allSatisfy(
            account -> {
              assertThat(account.profile()).isEqualTo("standard");
              assertThat(account.limits())
                  .extracting(Limit::resource, Limit::kind, Limit::max, Limit::then)
                  .containsExactly(
                      tuple(Resource.FILES_ACCESSED, "budget", 100L, Action.PAUSE),
                      tuple(Resource.HTTP_REQUESTS, "budget", 50L, Action.PAUSE),
                      tuple(Resource.SUBTASKS_SPAWNED, "budget", 20L, Action.PAUSE),
                      tuple(Resource.LLM_TOKENS, "budget", 100_000L, Action.PAUSE),
                      tuple(Resource.TIME_SINCE_DELIVERABLE, "above", 300_000L, Action.PAUSE));
              assertThat(account.limits())
                  .extracting(Limit::warnAt)
                  .containsExactly(80L, 40L, 16L, 80_000L, 240_000L);
              assertThat(account.limits())
                  .extracting(Limit::origin)
                  .containsOnly("profile standard");
            });
    assertThat(policy.checkInterval()).isEqualTo(MINUTE);
  }

  @ParameterizedTest
  @CsvSource({"standard,100,50,20,100000,5", "research,500,100,20,100000,10"})
  void profilesHaveTheirNumbers(
      String profile, long files, long requests, long subtasks, long tokens, long minutes)
      throws PolicyException {
    assertMaxima(profile, files, requests, subtasks, tokens, minutes);
    assertMaxima("production", 50, 20, 5, 100_000, 3);
  }

  private static void assertMaxima(
      String profile, long files, long requests, long subtasks, long tokens, long minutes)
      throws PolicyException {
    AccountPolicy account = PolicyParser.parse("profile: " + profile, "p.yaml").jvm();
    assertThat(account.limits())
        .extracting(Limit::resource, Limit::max)
        .containsExactlyInAnyOrder(
            tuple(Resource.FILES_ACCESSED, files),
            tuple(Resource.HTTP_REQUESTS, requests),
            tuple(Resource.SUBTASKS_SPAWNED, subtasks),
            tuple(Resource.LLM_TOKENS, tokens),
            tuple(Resource.TIME_SINCE_DELIVERABLE, minutes * 60_000));
  }

  @Test
  void aLimitOfOnesOwnReplacesThoseOfTheProfile() throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            """
            profile: careful
            profiles:
              careful:
                extends: production
                priority: low
                limits:
                  llm.tokens: [{budget: 10}, {budget: 20, then: deny}]
                  http.requests: none
            limits:
              llm.tokens: {budget: 5}
            agents:
              lead: {limits: {time.since_deliverable: none}}
              free: {profile: none, priority: high}
            """,
            "/etc/rein/p.yaml");

    assertThat(policy.defaults().priority()).isEqualTo(Priority.LOW);
    assertThat(policy.defaults().limits())
        .extracting(Limit::resource, Limit::max, Limit::origin)
        .containsExactly(
            tuple(Resource.FILES_ACCESSED, 50L, "profile production"),
            tuple(Resource.SUBTASKS_SPAWNED, 5L, "profile production"),
            tuple(Resource.TIME_SINCE_DELIVERABLE, 180_000L, "profile production"),
            tuple(Resource.LLM_TOKENS, 10L, "profile careful (p.yaml:7)"),
            tuple(Resource.LLM_TOKENS, 20L, "profile careful (p.yaml:7)"));
    assertThat(policy.jvm().limits())
        .filteredOn(limit -> limit.resource() == Resource.LLM_TOKENS)
        .extracting(Limit::max, Limit::origin)
        .containsExactly(tuple(5L, "p.yaml:10"));
    assertThat(policy.of("lead").limits())
        .extracting(Limit::resource)
        .doesNotContain(Resource.TIME_SINCE_DELIVERABLE)
        .hasSize(4);
    assertThat(policy.of("free")).isEqualTo(new AccountPolicy("", Priority.HIGH, List.of()));
    assertThat(policy.of("lead/other")).isEqualTo(policy.defaults());
  }

  @Test
  void agentsAreKnownByMethodsAndThreads() throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            """
            agents:
              lead/coder: {priority: low}
              coder:
                match:
                  - method: com.acme.Coder$1.run
                  - thread: coder-*
                limits: {files.read: {budget: 9}}
              'test*': {limits: {files.read: {budget: 7}}}
            """,
            "p.yaml");

    AgentPolicy coder = policy.agents().get(1);
    assertThat(coder.methods()).containsExactly("com.acme.Coder$1.run");
    assertThat(coder.threads()).containsExactly(Glob.of("coder-*"));
    assertThat(coder.origin()).isEqualTo("p.yaml:3");
    assertThat(policy.of("coder").limits()).hasSize(1);
    assertThat(policy.of("boss/coder").limits()).hasSize(1);
    assertThat(policy.of("lead/coder").priority()).isEqualTo(Priority.LOW);
    assertThat(policy.of("tester").limits()).hasSize(1);
    assertThat(policy.of("other")).isEqualTo(AccountPolicy.NONE);
  }

  @Test
  void rulesAreLimitsOnWhatFits() throws PolicyException {
    List<Rule> rules =
        PolicyParser.parse(
                """
                rules:
                  - {process: "aws ec2 run-instances*", then: approve, cost: 3.06/h, longest-wait: 5m}
                  - {host: "*.Example.com", rate: 50/1m, agent: "coder*"}
                  - {connect: "*:22"}
                  - {path: "/etc/**", budget: 10, per: 1d}
                  - {process: "docker *", at-most: 2}
                  - {host: api.example.com, cost: 0.25}
                """,
                "p.yaml")
            .rules();

    assertThat(rules.get(0))
        .isEqualTo(
            new Rule(
                Rule.Subject.PROCESS,
                Glob.of("aws ec2 run-instances*"),
                null,
                budget(Resource.PROCESSES_SPAWNED, 0, 1, null, Action.APPROVE, 5, 2),
                new Price(3_060_000, true)));
    assertThat(rules.get(1))
        .isEqualTo(
            new Rule(
                Rule.Subject.HOST,
                Glob.of("*.example.com"),
                Glob.of("coder*"),
                new Limit.Rate(
                    Resource.HTTP_REQUESTS, 50, MINUTE, 50, Action.THROTTLE, MINUTE, "p.yaml:3"),
                null));
    assertThat(rules.get(2).limit())
        .isEqualTo(budget(Resource.NET_CONNECTS, 0, 1, null, Action.DENY, 0, 4));
    assertThat(rules.get(3).limit())
        .isEqualTo(budget(Resource.FILES_ACCESSED, 10, 8, Duration.ofDays(1), Action.DENY, 0, 5));
    assertThat(rules.get(3).pattern()).isEqualTo(Glob.ofPath("/etc/**"));
    assertThat(rules.get(4).limit())
        .isEqualTo(new Limit.AtMost(Resource.PROCESSES_LIVE, 2, 2, Action.DENY, null, "p.yaml:6"));
    assertThat(rules.get(5).limit().then()).isEqualTo(Action.OBSERVE);
    assertThat(rules.get(5).price()).isEqualTo(new Price(250_000, false));
  }

  private static Limit budget(
      Resource resource,
      long max,
      long warnAt,
      @Nullable Duration period,
      Action then,
      long waitMinutes,
      int line) {
    Duration wait = waitMinutes == 0 ? null : Duration.ofMinutes(waitMinutes);
    return new Limit.Budget(resource, max, warnAt, period, then, wait, "p.yaml:" + line);
  }

  @Test
  void interventionSaysHowFarReinGoes() throws PolicyException {
    Policy policy =
        PolicyParser.parse(
            """
            check-interval: 5s
            priority: high
            limits: {files.read: {budget: 5, longest-wait: 5s}, files.written: {budget: 5, then: pause}}
            profile: standard
            intervention: {pause: false, pause-timeout: 10m, auto-terminate: true, grace: 0s, exit: true}
            """,
            "p.yaml");

    assertThat(policy.intervention())
        .isEqualTo(new Intervention(false, Duration.ofMinutes(10), true, Duration.ZERO, true));
    assertThat(policy.checkInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(policy.jvm().priority()).isEqualTo(Priority.HIGH);
    assertThat(policy.defaults().priority()).isEqualTo(Priority.STANDARD);
    assertThat(policy.defaults().limits()).extracting(Limit::then).containsOnly(Action.WARN);
    assertThat(policy.jvm().limits())
        .filteredOn(limit -> limit.resource() == Resource.FILES_READ)
        .singleElement()
        .satisfies(
            limit -> {
              assertThat(limit.then()).isEqualTo(Action.WARN);
              assertThat(limit.longestWait()).isNull();
            });
    assertThat(policy.jvm().limits())
        .filteredOn(limit -> limit.resource() == Resource.FILES_WRITTEN)
        .extracting(Limit::then)
        .containsExactly(Action.PAUSE);
  }

  @Test
  void unlessSaidOtherwiseNothingIsPausedForGoodNorTerminated() throws PolicyException {
    assertThat(PolicyParser.parse("", "p.yaml").intervention())
        .isEqualTo(new Intervention(true, null, false, Duration.ofSeconds(10), false));
  }

  private static int problemsOf(String text) {
    try {
      PolicyParser.parse(text, "p.yaml");
      return 0;
    } catch (PolicyException e) {
      return e.problems().size();
    }
  }

  private static Limit limit(String line) throws PolicyException {
    return PolicyParser.parse("limits:\n  " + line + "\n", "p.yaml").jvm().limits().get(0);
  }
}
