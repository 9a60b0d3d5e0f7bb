package dev.rein.agent.cli.audit;

import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import dev.rein.agent.view.LifecycleEvents;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether what a ledger tells of is there now. */
final class LookedAt {
  /** As systems tell when a process has started, and ledgers when it was noticed. */
  private static final Duration SAME_START = Duration.ofSeconds(3);

  private static final String GONE = "gone";

  private LookedAt() {}

  /**
   * A thing as it is now.
   *
   * @param alive whether its JVM lives
   * @param failure why Rein could not clean it, or null
   */
  static OpenItem item(LeftOpen open, String account, boolean alive, @Nullable String failure) {
    String now = alive ? "open" : GONE;
    long bytes = 0;
    String command = null;
    if (open.kind() == LeftOpen.Kind.PROCESS) {
      boolean lives = isAlive(open.id(), open.started());
      now = lives ? "running" : GONE;
      command = lives ? "kill " + open.id() : null;
    } else if (open.kind() == LeftOpen.Kind.TEMP_FILE) {
      Path path = path(open.name());
      boolean there = path != null && Files.exists(path, LinkOption.NOFOLLOW_LINKS);
      now = there ? "exists" : GONE;
      bytes = path != null && there ? DiskUse.of(path) : 0;
      command = path != null && there ? Shell.remove(path) : null;
    }
    return new OpenItem(
        account,
        LifecycleEvents.word(open.kind()),
        open.id(),
        open.name(),
        open.started(),
        open.where(),
        open.thread(),
        told(open.stage()),
        open.longLived(),
        now,
        bytes,
        command,
        failure == null ? "" : failure);
  }

  private static String told(LeftOpen.Stage stage) {
    return switch (stage) {
      case OPEN -> "open";
      case AGENT_END -> "agent's end";
      case JVM_END -> "JVM's end";
    };
  }

  /** Whether the process of that number is the one that was started then. */
  static boolean isAlive(long pid, long started) {
    Optional<ProcessHandle> process =
        pid <= 0 ? Optional.empty() : ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    Optional<Instant> start = process.get().info().startInstant();
    return start.isEmpty()
        || Duration.between(start.get(), Instant.ofEpochMilli(started)).abs().compareTo(SAME_START)
            <= 0;
  }

  private static @Nullable Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException damaged) {
      return null;
    }
  }
}
