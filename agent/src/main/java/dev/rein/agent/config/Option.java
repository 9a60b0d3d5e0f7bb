package dev.rein.agent.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every option of the agent; {@code docs/options.md} is generated from this list. */
public enum Option {
  /** Where the limits are. */
  POLICY(
      "policy",
      Kind.FILE,
      List.of(),
      null,
      "The policy file. Without one everything is counted and nothing limited."),
  /** Where the ledgers go. */
  DIR("dir", Kind.FOLDER, List.of(), "~/.rein", "The folder in which each JVM gets its ledger."),
  /** How long ledgers stay. */
  KEEP_AGE(
      "keep-age",
      Kind.TIME,
      List.of(),
      "7d",
      "How old a file of a ledger may become, counted from its last entry. A ledger has a file for"
          + " each hour in which something happened; the files of all ledgers in `rein.dir` are"
          + " looked at when Rein starts and then every hour, and whole ones go. What a running JVM"
          + " has come to is carried over, so its totals stay right."),
  /** How much room ledgers take. */
  KEEP_SIZE(
      "keep-size",
      Kind.BYTES,
      List.of(),
      "500MB",
      "How much all ledgers in `rein.dir` together may take; beyond that the oldest files go,"
          + " whoever they are of, but none that was written within two hours."),
  /** Where woven classes are kept. */
  CACHE(
      "cache",
      Kind.FOLDER,
      List.of(),
      null,
      "The folder in which woven classes are kept, so that most starts need not weave. Without it"
          + " `woven` in the folder of the ledgers."),
  /** Where Rein starts, when many JVMs are given the same options. */
  INCLUDE(
      "include",
      Kind.PATTERNS,
      List.of(),
      null,
      "The programs in which Rein starts: main classes, jars or source files. Without it all of"
          + " them. For options that reach many JVMs, as `JAVA_TOOL_OPTIONS` does; where Rein is"
          + " not wanted it says nothing and loads next to nothing. The JDK's own tools and Rein's"
          + " command line never count as programs. An attach does not ask."),
  /** Where Rein does not start. */
  EXCLUDE(
      "exclude",
      Kind.PATTERNS,
      List.of(),
      null,
      "The programs in which Rein does not start, even though `rein.include` names them."),
  /** Overrides the policy file's mode. */
  MODE(
      "mode",
      Kind.CHOICE,
      List.of("enforce", "observe"),
      null,
      "Whether limits are held or only watched. Without it the policy says so."),
  /** How much Rein looks at by itself. */
  SAMPLING(
      "sampling",
      Kind.CHOICE,
      SamplingMode.words(),
      "full",
      "What Rein measures beside the calls that it intercepts: all; all, with methods sampled by"
          + " `jdk.CPUTimeSample` where the JDK has it, which is more exact but experimental there"
          + " and has ended JVMs; all but what the Flight Recorder samples; or nothing. Limits on"
          + " what is not measured do not hold."),
  /** What Rein may cost. */
  CPU_BUDGET(
      "cpu-budget",
      Kind.PERCENT,
      List.of(),
      "1%",
      "How much of one processor Rein's own threads may use over a minute. Above it Rein measures"
          + " more rarely, and says so."),
  /** Where what is left open was started. */
  LIFECYCLE_SITES(
      "lifecycle.sites",
      Kind.CHOICE,
      List.of("starts", "all", "none"),
      "starts",
      "Of what Rein notes where in the code it was started, for the case that it is left open:"
          + " processes, platform threads, temporary files, slots and tracked resources; files and"
          + " virtual threads too, which costs each open and start a microsecond and more; or"
          + " nothing."),
  /** For programs that tell of their models themselves. */
  MODELS(
      "models",
      Kind.CHOICE,
      List.of("on", "off"),
      "on",
      "Whether calls of language models are recognised among HTTP requests, and their tokens and cost"
          + " charged. `off` is for a program that tells of them by the API, which would count"
          + " twice."),
  /** Whether frameworks name the agents. */
  AGENTS_FRAMEWORKS(
      "agents.frameworks",
      Kind.CHOICE,
      List.of("on", "off"),
      "on",
      "Whether the agents of LangChain4j, Google ADK and Embabel get accounts of their names by"
          + " themselves, and the tools that these and Spring AI call are counted. `off` is for a"
          + " program whose agents the policy or the program itself names."),
  /** For budgets that a new start of the program should not make anew. */
  RESTORE(
      "restore",
      Kind.CHOICE,
      List.of("true", "false"),
      "false",
      "Whether the budgets go on from the last ledger of a JVM with the same main class or jar:"
          + " what that one has used and was granted counts here too. It is read before the"
          + " program's main method, which takes half a second and more."),
  /** Where what happens is written for other programs. */
  AUDIT(
      "audit",
      Kind.FILE,
      List.of(),
      null,
      "The audit log: a file to which each event is appended as a line of JSON. `%p` in its name"
          + " stands for the process id. Without it there is none."),
  /** How large a file of the audit log becomes. */
  AUDIT_SIZE(
      "audit-size",
      Kind.BYTES,
      List.of(),
      "100MB",
      "How large the file of the audit log becomes before it gets another name and a new one is"
          + " begun."),
  /** How long the audit log is kept. */
  AUDIT_AGE(
      "audit-age",
      Kind.TIME,
      List.of(),
      "30d",
      "How long files of the audit log are kept after they were written last. One whose first line"
          + " is older gets another name too."),
  /** How much of the audit log is written together. */
  AUDIT_BUFFER(
      "audit-buffer",
      Kind.COUNT,
      List.of(),
      "100",
      "How many events of the audit log are written together at most. What has had an effect, such"
          + " as a refusal, is written at once."),
  /** How late the audit log may be. */
  AUDIT_DELAY(
      "audit-delay",
      Kind.TIME,
      List.of(),
      "5s",
      "How long an event waits at most to be written to the audit log together with others."),
  /** For hosts that must not run without their limits. */
  ON_ERROR(
      "on-error",
      Kind.CHOICE,
      List.of("continue", "exit"),
      "continue",
      "What becomes of a host when Rein cannot start as asked, for example because the policy is"
          + " wrong: it goes on, counted but without limits, or it exits before its main method.");

  /** What an option's value may be. */
  public enum Kind {
    /** A path; {@code ~/} at its beginning is the user's home folder. */
    FILE,
    /** A path; {@code ~/} at its beginning is the user's home folder. */
    FOLDER,
    /** Names with {@code *} for any characters and {@code ?} for one, and semicolons between. */
    PATTERNS,
    /** A number above 0 and up to 100, maybe with a fraction, and a percent sign. */
    PERCENT,
    /** A number and {@code KB}, {@code MB}, {@code GB}, or the same with an i of 1024. */
    BYTES,
    /** A number and {@code s}, {@code m}, {@code h} or {@code d}. */
    TIME,
    /** A number above 0. */
    COUNT,
    /** One of a few words. */
    CHOICE
  }

  private final String argument;
  private final Kind kind;

  // Always made by List.of.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> choices;

  private final @Nullable String defaultValue;
  private final String description;

  Option(
      String argument,
      Kind kind,
      List<String> choices,
      @Nullable String defaultValue,
      String description) {
    this.argument = argument;
    this.kind = kind;
    this.choices = choices;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The name in the agent's arguments: {@code on-error}. */
  public String argument() {
    return argument;
  }

  /** The system property: {@code rein.on-error}. */
  public String property() {
    return "rein." + argument;
  }

  /** The environment variable: {@code REIN_ON_ERROR}. */
  public String variable() {
    return property().replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** The words of a {@link Kind#CHOICE}; empty for the others. */
  public List<String> choices() {
    return choices;
  }

  /** Null when the option has no value unless it is given one. */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  public String description() {
    return description;
  }

  static @Nullable Option ofArgument(String name) {
    for (Option option : values()) {
      if (option.argument.equals(name)) {
        return option;
      }
    }
    return null;
  }

  static List<String> arguments() {
    return Stream.of(values()).map(Option::argument).toList();
  }
}
