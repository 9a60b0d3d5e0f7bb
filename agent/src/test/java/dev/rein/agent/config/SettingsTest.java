package dev.rein.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsTest {
  private static final Map<String, String> HOME = Map.of("user.home", "/home/ada");

  @Test
  void agesAndSizesHaveUnits() throws SettingsException {
    Settings given = parse("keep-age=36h,keep-size=2GB", HOME, Map.of());
    assertThat(given.keepAge()).isEqualTo(Duration.ofHours(36));
    assertThat(given.keepSize()).isEqualTo(2_000_000_000L);
    Settings without = parse("", HOME, Map.of());
    assertThat(without.keepAge()).isEqualTo(Duration.ofDays(7));
    assertThat(without.keepSize()).isEqualTo(500_000_000L);
  }

  @Test
  void withoutAnythingTheDefaultsHold() throws SettingsException {
    Settings settings = parse(null, HOME, Map.of());

    assertThat(settings.policy()).isNull();
    assertThat(settings.dir()).isEqualTo(Path.of("/home/ada/.rein"));
    assertThat(settings.mode()).isNull();
    assertThat(settings.onError()).isEqualTo(OnError.CONTINUE);
    assertThat(settings.all()).extracting(Setting::origin).containsOnly(Setting.Origin.DEFAULT);
    assertThat(settings.all()).extracting(Setting::option).containsExactly(Option.values());
  }

  @ParameterizedTest
  @CsvSource({"1%,0.01", "0.5%,0.005", "100%,1"})
  void aShareIsAPercentage(String text, double share) throws SettingsException {
    assertThat(parse("cpu-budget=" + text, HOME, Map.of()).cpuBudget()).isEqualTo(share);
  }

  @ParameterizedTest
  @CsvSource({"1", "0%", "101%", "-1%", "1e2%", "much", "%", "NaN%"})
  void whatIsNoShareIsAProblem(String text) {
    SettingsException problem =
        catchThrowableOfType(
            SettingsException.class, () -> parse("cpu-budget=" + text, HOME, Map.of()));
    assertThat(problem).hasMessageContaining("rein.cpu-budget").hasMessageContaining("0.5%");
  }

  @Test
  void theFirstOfArgumentPropertyAndVariableWins() throws SettingsException {
    Settings settings =
        parse(
            "policy=a.yaml",
            Map.of("user.home", "/h", "rein.policy", "b.yaml", "rein.dir", "/b", "rein.mode", ""),
            Map.of(
                "REIN_POLICY",
                "c.yaml",
                "REIN_DIR",
                "/c",
                "REIN_MODE",
                "observe",
                "REIN_ON_ERROR",
                "exit"));

    assertThat(settings.policy()).isEqualTo(Path.of("a.yaml"));
    assertThat(settings.dir()).isEqualTo(Path.of("/b"));
    assertThat(settings.mode()).isEqualTo("observe");
    assertThat(settings.onError()).isEqualTo(OnError.EXIT);
    assertThat(settings.all())
        .extracting(Setting::place)
        .containsExactly(
            "agent argument policy",
            "-Drein.dir",
            "default",
            "default",
            "default",
            "default",
            "default",
            "environment variable REIN_MODE",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "default",
            "environment variable REIN_ON_ERROR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "policy=a.yaml,dir=/b|a.yaml",
        "dir=/b,policy=a.yaml,|a.yaml",
        " policy = a.yaml , dir=/b|a.yaml",
        "policy=\"a,b.yaml\",dir=/b|a,b.yaml",
        "policy='a,\"b\".yaml',dir=/b|a,\"b\".yaml",
        "policy=\"a\"\"b.yaml\",dir=/b|a\"b.yaml",
        "policy=a=b.yaml,dir=/b|a=b.yaml",
      })
  void agentArgumentsArePairsWithCommasBetween(String arguments, String policy)
      throws SettingsException {
    Settings settings = parse(arguments, HOME, Map.of());

    assertThat(settings.policy()).isEqualTo(Path.of(policy));
    assertThat(settings.dir()).isEqualTo(Path.of("/b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"a.yaml", "a,b.yaml", "it's, \"so\".yaml", "'q.yaml", "\"q\"", " padded "})
  void whatIsWrittenIsReadBack(String value) throws SettingsException {
    String arguments =
        AgentArgumentText.write(Option.POLICY, value)
            + ","
            + AgentArgumentText.write(Option.DIR, "/b");

    assertThat(parse(arguments, HOME, Map.of()).get(Option.POLICY).value()).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "polcy=a|unknown option 'polcy'; did you mean 'policy'?",
        "rein.policy=a|unknown option 'rein.policy'; did you mean 'policy'?",
        "rein.yaml|unknown option 'rein.yaml'; expected one of: policy, dir, keep-age, keep-size, cache, include, exclude, mode, sampling, cpu-budget, lifecycle.sites, models, agents.frameworks, restore, audit, audit-size, audit-age, audit-buffer, audit-delay, on-error",
        "=a|unknown option ''; expected one of: policy, dir, keep-age, keep-size, cache, include, exclude, mode, sampling, cpu-budget, lifecycle.sites, models, agents.frameworks, restore, audit, audit-size, audit-age, audit-buffer, audit-delay, on-error",
        "policy|option 'policy' has no value; write policy=…",
        "policy=,dir=/b|option 'policy' has no value; write policy=…",
        "policy=a,policy=b|option 'policy' is given twice",
        "policy=\"a,b|the quote \" is not closed in 'policy=\"a,b'",
        "policy='a'b,dir=/c|expected a comma after the closing ', not 'b,dir=/c'",
        "keep-age=1w|rein.keep-age is '1w' (agent argument keep-age); expected a time, such as 5s, 12h or 30d",
        "keep-size=0MB|rein.keep-size is '0MB' (agent argument keep-size); expected a size, such as 64KB or 100MB",
        "mode=obsrve|rein.mode is 'obsrve' (agent argument mode); did you mean 'observe'?",
        "x=1,mode=off|unknown option 'x'; expected one of: policy, dir, keep-age, keep-size, cache, include, exclude, mode, sampling, cpu-budget, lifecycle.sites, models, agents.frameworks, restore, audit, audit-size, audit-age, audit-buffer, audit-delay, on-error;"
            + " rein.mode is 'off' (agent argument mode); expected one of: enforce, observe",
      })
  void aMistakeIsOneLine(String arguments, String message) {
    assertThat(failure(arguments, HOME, Map.of())).hasMessage(message);
  }

  @Test
  void aMistakeNamesTheVariableItIsIn() {
    assertThat(failure(null, HOME, Map.of("REIN_ON_ERROR", "stop")))
        .hasMessage(
            "rein.on-error is 'stop' (environment variable REIN_ON_ERROR);"
                + " expected one of: continue, exit");
  }

  @ParameterizedTest
  @CsvSource({
    "audit-size=0MB, 100MB",
    "audit-size=100, 100MB",
    "audit-size=9999999999GB, 100MB",
    "audit-age=-1d, 30d",
    "audit-delay=5, 30d",
    "audit-buffer=0, above 0",
    "audit-buffer=5s, above 0"
  })
  void whatIsNoMeasureIsAProblem(String argument, String expected) {
    assertThat(catchThrowableOfType(SettingsException.class, () -> parse(argument, HOME, Map.of())))
        .hasMessageContaining("rein." + argument.substring(0, argument.indexOf('=')))
        .hasMessageContaining(expected);
  }

  @Test
  void theAuditLogHasWhatItWasGiven() throws SettingsException {
    Settings settings =
        parse("audit=/a/b.jsonl,audit-size=64KiB,audit-age=12h,audit-buffer=1", HOME, Map.of());
    assertThat(settings.audit()).isEqualTo(Path.of("/a/b.jsonl"));
    assertThat(settings.auditBytes()).isEqualTo(65_536);
    assertThat(settings.auditAge()).isEqualTo(Duration.ofHours(12));
    assertThat(settings.auditBuffer()).isEqualTo(1);
    assertThat(settings.auditDelay()).isEqualTo(Duration.ofSeconds(5));
    assertThat(parse(null, HOME, Map.of()).audit()).isNull();
  }

  @Test
  void whatToDoAboutAMistakeIsKnownDespiteIt() {
    assertThat(failure("polcy=a", HOME, Map.of("REIN_ON_ERROR", "exit")).onError())
        .isEqualTo(OnError.EXIT);
    assertThat(failure("polcy=a,on-error=exit", HOME, Map.of()).onError()).isEqualTo(OnError.EXIT);
    assertThat(failure("polcy=a", HOME, Map.of()).onError()).isEqualTo(OnError.CONTINUE);
  }

  @Test
  void aUserWithoutAHomeFolderMustNameOne() throws SettingsException {
    assertThat(failure(null, Map.of("user.home", "?"), Map.of()))
        .hasMessage(
            "rein.dir is '~/.rein' (default);"
                + " there is no home folder here; name another with rein.dir");
    assertThat(parse("dir=/var/rein", Map.of("user.home", "?"), Map.of()).dir())
        .isEqualTo(Path.of("/var/rein"));
  }

  @Test
  void whatIsNoPathIsSaidToBeNone() {
    assertThat(failure("dir=a\u0000b", HOME, Map.of()))
        .hasMessageStartingWith("rein.dir is 'a.b' (agent argument dir); this is no path: ");
  }

  @Test
  void namesThatOnlyLookLikeOptionsAreRemarkedOn() {
    assertThat(
            OptionRemarks.find(
                List.of("rein.polcy", "rein.dir", "java.home"), List.of("REIN_MOOD", "PATH")))
        .containsExactly(
            "-Drein.polcy is no option of Rein; did you mean 'rein.policy'?",
            "REIN_MOOD is no option of Rein; did you mean 'REIN_MODE'?");
  }

  private static Settings parse(
      @Nullable String arguments, Map<String, String> properties, Map<String, String> variables)
      throws SettingsException {
    return Settings.parse(arguments, properties::get, variables::get);
  }

  private static SettingsException failure(
      @Nullable String arguments, Map<String, String> properties, Map<String, String> variables) {
    return catchThrowableOfType(
        SettingsException.class, () -> parse(arguments, properties, variables));
  }
}
