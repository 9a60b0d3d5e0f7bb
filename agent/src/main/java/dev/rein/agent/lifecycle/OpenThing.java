package dev.rein.agent.lifecycle;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import dev.rein.agent.policy.LifecyclePolicy;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One thing that is open, or was a moment ago. */
final class OpenThing {
  private final long number;
  private final LeftOpen.Kind kind;
  private final long id;
  private final String name;
  private final long started;
  private final String where;
  private final String thread;
  private final AccountLimits account;

  /** The agent's run that has started it; null where it is not known. */
  private final @Nullable Object run;

  /** The process, the thread's reference, the path, the resource. */
  private final @Nullable Object subject;

  private volatile boolean told;
  private volatile boolean toldAtEnd;
  private volatile boolean mayBeGone;
  private volatile boolean cleaned;

  OpenThing(
      long number,
      LeftOpen.Kind kind,
      long id,
      String name,
      long started,
      String where,
      String thread,
      AccountLimits account,
      @Nullable Object run,
      @Nullable Object subject) {
    this.number = number;
    this.kind = kind;
    this.id = id;
    this.name = name;
    this.started = started;
    this.where = where;
    this.thread = thread;
    this.account = account;
    this.run = run;
    this.subject = subject;
  }

  /** Whether it still is what it was; of what only the program closes, true. */
  boolean isOpen() {
    if (subject instanceof Process process) {
      return process.isAlive();
    } else if (subject instanceof Path path) {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    } else if (subject instanceof WeakReference<?> reference) {
      return reference.get() instanceof Thread live && live.isAlive();
    }
    return true;
  }

  /** Whether the end of this run is its end too, or of the last run of its account. */
  boolean isOf(AccountLimits ended, @Nullable Object endedRun, boolean last) {
    return account == ended && (last || (run != null && run == endedRun));
  }

  /** Whether the policy says that it may stay. */
  boolean isLongLived() {
    LifecyclePolicy policy = account.policy().lifecycle();
    if (policy.longLived().isEmpty()) {
      return false;
    }
    return switch (kind) {
      case PROCESS -> policy.keeps(LifecyclePolicy.Subject.PROCESS, name);
      case THREAD -> policy.keeps(LifecyclePolicy.Subject.THREAD, name);
      case TEMP_FILE -> policy.keeps(LifecyclePolicy.Subject.TEMP_FILE, name);
      case HANDLE -> policy.keeps(LifecyclePolicy.Subject.FILE, name);
      case SLOT, TRACKED -> false;
    };
  }

  LeftOpen entry(LeftOpen.Stage stage, long now) {
    told = true;
    toldAtEnd |= stage != LeftOpen.Stage.OPEN;
    return new LeftOpen(
        now,
        account.account().number(),
        number,
        stage,
        kind,
        id,
        name,
        started,
        where,
        thread,
        isLongLived());
  }

  Cleaned cleaned(Cleaned.Result result, String failure, long now) {
    return new Cleaned(now, account.account().number(), number, result, name, failure);
  }

  /** Somebody may have deleted it. */
  void mayBeGone() {
    mayBeGone = true;
  }

  boolean isMaybeGone() {
    return mayBeGone;
  }

  /** From now on it is Rein's doing when it ends. */
  void beginCleaning() {
    cleaned = true;
  }

  boolean isCleaned() {
    return cleaned;
  }

  boolean isTold() {
    return told;
  }

  boolean isToldAtEnd() {
    return toldAtEnd;
  }

  long number() {
    return number;
  }

  LeftOpen.Kind kind() {
    return kind;
  }

  long started() {
    return started;
  }

  String name() {
    return name;
  }

  AccountLimits account() {
    return account;
  }

  @Nullable Object subject() {
    return subject;
  }
}
