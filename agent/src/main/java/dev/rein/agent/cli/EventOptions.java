package dev.rein.agent.cli;

import dev.rein.agent.text.Glob;
import dev.rein.agent.view.EventFilter;
import dev.rein.agent.view.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options that say which events are wanted. */
final class EventOptions {
  @CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
  private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--account",
      paramLabel = "GLOB",
      description = "Of these accounts and those below them: coder, lead/*.")
  private @Nullable String account;

  @Option(names = "--type", paramLabel = "GLOB", description = "Of these types: limit.*.")
  private @Nullable String type;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      converter = SeverityWord.class,
      description = "At least info, warning or critical.")
  private @Nullable Severity severity;

  @Option(names = "--resource", paramLabel = "GLOB", description = "About these: files.*.")
  private @Nullable String resource;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "From 2026-11-21T03:03:34Z on, or from so long ago: 10m, 2h.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Moment.class,
      description = "Up to then, given as --since.")
  private @Nullable Instant until;

  @Option(names = "--grep", paramLabel = "TEXT", description = "With this in their message.")
  private @Nullable String grep;

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = LastCount.class,
      description = "Only the last N.")
  private @Nullable Integer limit;

  EventFilter filter() {
    if (since != null && until != null && until.isBefore(since)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--until " + until + " is before --since " + since);
    }
    return new EventFilter(
        glob("--account", account),
        glob("--type", type),
        severity,
        glob("--resource", resource),
        since,
        until,
        grep);
  }

  /** How many at most; as many as there are without a bound. */
  int limit() {
    return limit == null ? Integer.MAX_VALUE : limit;
  }

  private @Nullable Glob glob(String option, @Nullable String pattern) {
    if (pattern == null) {
      return null;
    }
    if (pattern.isEmpty() || pattern.length() > 1000) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "Invalid value for option '"
              + option
              + "': expected a name of 1 to 1000 characters, * for any of them, ? for one");
    }
    return Glob.of(pattern);
  }
}
