package dev.rein.agent.config;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every option is set to in one JVM. Immutable. The first of these that has a value wins: the
 * agent's arguments, the system properties, the environment, the default.
 */
public final class Settings {
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}([.][0-9]{1,6})?%");

  private final Map<Option, Setting> settings;
  private final Map<Option, Path> paths;

  private Settings(Map<Option, Setting> settings, Map<Option, Path> paths) {
    this.settings = settings;
    this.paths = paths;
  }

  /**
   * Finds the value of every option.
   *
   * @param agentArguments what stands behind {@code -javaagent:rein.jar=}
   * @param property gives the value of a system property, or null
   * @param environment gives the value of an environment variable, or null
   * @throws SettingsException when an agent argument is unknown or any value makes no sense
   */
  public static Settings parse(
      @Nullable String agentArguments,
      Function<String, @Nullable String> property,
      Function<String, @Nullable String> environment)
      throws SettingsException {
    List<String> problems = new ArrayList<>();
    Map<Option, String> arguments =
        AgentArgumentText.read(agentArguments == null ? "" : agentArguments, problems);
    Map<Option, Setting> settings = new EnumMap<>(Option.class);
    Map<Option, Path> paths = new EnumMap<>(Option.class);
    String home = property.apply("user.home");
    for (Option option : Option.values()) {
      Setting setting = find(option, arguments, property, environment);
      settings.put(option, setting);
      if (setting.value() != null) {
        check(setting, setting.value(), home, paths, problems);
      }
    }
    Settings result = new Settings(settings, paths);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems, result.onError());
    }
    return result;
  }

  /** An empty property or variable is what scripts make of an unset one; it counts as not given. */
  static Setting find(
      Option option,
      Map<Option, String> arguments,
      Function<String, @Nullable String> property,
      Function<String, @Nullable String> environment) {
    String argument = arguments.get(option);
    if (argument != null) {
      return new Setting(option, argument, Setting.Origin.AGENT_ARGUMENT);
    }
    String fromProperty = property.apply(option.property());
    if (fromProperty != null && !fromProperty.isBlank()) {
      return new Setting(option, fromProperty.strip(), Setting.Origin.SYSTEM_PROPERTY);
    }
    String variable = environment.apply(option.variable());
    if (variable != null && !variable.isBlank()) {
      return new Setting(option, variable.strip(), Setting.Origin.ENVIRONMENT);
    }
    return new Setting(option, option.defaultValue(), Setting.Origin.DEFAULT);
  }

  private static void check(
      Setting setting,
      String value,
      @Nullable String home,
      Map<Option, Path> paths,
      List<String> problems) {
    Option option = setting.option();
    String what = option.property() + " is " + Quoted.of(value) + " (" + setting.place() + "); ";
    if (option.kind() == Option.Kind.CHOICE) {
      if (!option.choices().contains(value)) {
        problems.add(what + NearestName.hint(value, option.choices()));
      }
      return;
    }
    if (option.kind() == Option.Kind.PERCENT && Double.isNaN(share(value))) {
      problems.add(what + "expected a share of 100% at most, such as 1% or 0.5%");
    }
    String expected = expected(option.kind(), value);
    if (expected != null) {
      problems.add(what + expected);
    }
    if (option.kind() != Option.Kind.FILE && option.kind() != Option.Kind.FOLDER) {
      return; // Any text is a pattern.
    }
    boolean underHome = value.equals("~") || value.startsWith("~/");
    // The JVM says "?" where the user has no entry, as in many containers.
    if (underHome && (home == null || home.isEmpty() || home.equals("?"))) {
      problems.add(what + "there is no home folder here; name another with " + option.property());
      return;
    }
    try {
      paths.put(option, Path.of(underHome ? home + value.substring(1) : value));
    } catch (InvalidPathException e) {
      problems.add(what + "this is no path: " + e.getReason());
    }
  }

  /** What a measure should look like; null when it does, or is none. */
  private static @Nullable String expected(Option.Kind kind, String value) {
    return switch (kind) {
      case BYTES -> Measures.bytes(value) > 0 ? null : "expected a size, such as 64KB or 100MB";
      case TIME -> Measures.seconds(value) > 0 ? null : "expected a time, such as 5s, 12h or 30d";
      case COUNT -> Measures.count(value) > 0 ? null : "expected a number above 0";
      default -> null;
    };
  }

  /** The policy file, as given; null for none. */
  public @Nullable Path policy() {
    return paths.get(Option.POLICY);
  }

  /** The folder of ledgers, absolute. */
  public Path dir() {
    Path dir = paths.get(Option.DIR);
    if (dir == null) {
      throw new IllegalStateException("rein.dir has a default");
    }
    return dir.toAbsolutePath();
  }

  /** The folder of woven classes, absolute. */
  public Path cache() {
    Path cache = paths.get(Option.CACHE);
    return cache == null ? dir().resolve("woven") : cache.toAbsolutePath();
  }

  /** The file of the audit log, absolute; null for none. */
  public @Nullable Path audit() {
    Path file = paths.get(Option.AUDIT);
    return file == null ? null : file.toAbsolutePath();
  }

  /** How large a file of the audit log becomes, in bytes. */
  public long auditBytes() {
    return Measures.bytes(valueOf(Option.AUDIT_SIZE));
  }

  /** How long a file of the audit log is kept. */
  public Duration auditAge() {
    return Duration.ofSeconds(Measures.seconds(valueOf(Option.AUDIT_AGE)));
  }

  /** How many events of the audit log are written together. */
  public int auditBuffer() {
    return (int) Measures.count(valueOf(Option.AUDIT_BUFFER));
  }

  /** How long an event waits to be written. */
  public Duration auditDelay() {
    return Duration.ofSeconds(Measures.seconds(valueOf(Option.AUDIT_DELAY)));
  }

  /** {@code enforce} or {@code observe}; null when the policy decides. */
  public @Nullable String mode() {
    return get(Option.MODE).value();
  }

  /** What is measured beside the calls. */
  public SamplingMode sampling() {
    return SamplingMode.of(valueOf(Option.SAMPLING));
  }

  /** What Rein may use of one processor, 0.01 for one percent. */
  public double cpuBudget() {
    return share(valueOf(Option.CPU_BUDGET));
  }

  /** How old a ledger's file may become. */
  public Duration keepAge() {
    return Duration.ofSeconds(Measures.seconds(valueOf(Option.KEEP_AGE)));
  }

  /** How many bytes all ledgers together may take. */
  public long keepSize() {
    return Measures.bytes(valueOf(Option.KEEP_SIZE));
  }

  /** Whether calls of language models are recognised among HTTP requests. */
  public boolean models() {
    return valueOf(Option.MODELS).equals("on");
  }

  /** Whether agents and tools of frameworks are known by their names. */
  public boolean agentFrameworks() {
    return valueOf(Option.AGENTS_FRAMEWORKS).equals("on");
  }

  /** {@code starts}, {@code all} or {@code none}. */
  public String lifecycleSites() {
    return valueOf(Option.LIFECYCLE_SITES);
  }

  private String valueOf(Option option) {
    String value = get(option).value();
    if (value == null) {
      throw new IllegalStateException(option.property() + " has a default");
    }
    return value;
  }

  /** Not a number when it is no share. */
  private static double share(String percent) {
    if (!PERCENT.matcher(percent).matches()) {
      return Double.NaN;
    }
    double share = Double.parseDouble(percent.substring(0, percent.length() - 1)) / 100;
    return share > 0 && share <= 1 ? share : Double.NaN;
  }

  /** Whether budgets go on from the last ledger. */
  public boolean restore() {
    return "true".equals(get(Option.RESTORE).value());
  }

  public OnError onError() {
    return "exit".equals(get(Option.ON_ERROR).value()) ? OnError.EXIT : OnError.CONTINUE;
  }

  /** One option's value and where it came from. */
  public Setting get(Option option) {
    Setting setting = settings.get(option);
    if (setting == null) {
      throw new IllegalArgumentException(option.property());
    }
    return setting;
  }

  /** All of them, in the order of {@link Option}. */
  public List<Setting> all() {
    return List.copyOf(settings.values());
  }
}
