package dev.rein.agent.lifecycle;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LifecycleEntry.Cleaned;
import dev.rein.agent.policy.LifecyclePolicy.Cleanable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Stops and removes what was left open, where the policy says so. A failure is told and keeps
 * nothing else from being cleaned. Not for the host's threads: it waits.
 */
final class Cleaner {
  /** For what cannot help it to be gone. */
  private static final long LONGEST_KILL = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<LedgerEntry> ledger;
  private volatile boolean closed;

  Cleaner(Consumer<LedgerEntry> ledger) {
    this.ledger = ledger;
  }

  /** From now on nothing is waited for, and nothing killed. */
  void close() {
    closed = true;
  }

  /**
   * A process that is to end, and those that it has started itself. Of these nobody can say whether
   * they live or wait for another process to take note of their end, so they are not waited for.
   */
  private record Ending(OpenThing thing, Process process, List<ProcessHandle> below) {
    void kill() {
      process.destroyForcibly();
      killBelow();
    }

    void killBelow() {
      below.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /**
   * Cleans those that are to be.
   *
   * @param longest how long a process may take to end, whatever the policy says
   */
  void clean(List<OpenThing> left, Duration longest) {
    List<Ending> endings = new ArrayList<>();
    for (OpenThing thing : left) {
      boolean processes = isToBeCleaned(thing, Cleanable.PROCESSES);
      if (processes && thing.subject() instanceof Process process) {
        end(thing, process, endings);
      }
    }
    for (OpenThing thing : left) {
      if (thing.subject() instanceof Path path && isToBeCleaned(thing, Cleanable.TEMP_FILES)) {
        delete(thing, path);
      }
    }
    endings.forEach(ending -> await(ending, longest));
  }

  private static boolean isToBeCleaned(OpenThing thing, Cleanable what) {
    return thing.account().policy().lifecycle().clean().contains(what);
  }

  private void end(OpenThing thing, Process process, List<Ending> endings) {
    try {
      thing.beginCleaning();
      Ending ending = new Ending(thing, process, process.descendants().toList());
      process.destroy();
      ending.below.forEach(ProcessHandle::destroy);
      endings.add(ending);
    } catch (RuntimeException notAllowed) {
      failed(thing, notAllowed.toString());
    }
  }

  private void await(Ending ending, Duration longest) {
    Duration grace = ending.thing.account().policy().lifecycle().grace();
    Duration shorter = grace.compareTo(longest) < 0 ? grace : longest;
    if (hasEnded(ending.process, shorter.toNanos())) {
      ending.killBelow();
      done(ending.thing);
      return;
    }
    if (closed) {
      return;
    }
    failed(ending.thing, "it did not end within " + shorter.toMillis() + " ms; it is killed");
    try {
      ending.kill();
    } catch (RuntimeException notAllowed) {
      failed(ending.thing, notAllowed.toString());
      return;
    }
    if (hasEnded(ending.process, LONGEST_KILL)) {
      done(ending.thing);
    } else {
      failed(ending.thing, "it lives on after it was killed");
    }
  }

  private boolean hasEnded(Process process, long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (process.isAlive()) {
      if (closed || System.nanoTime() - deadline >= 0) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return true;
  }

  private void delete(OpenThing thing, Path path) {
    try {
      thing.beginCleaning();
      TempFiles.delete(path);
      done(thing);
    } catch (IOException | RuntimeException failure) {
      failed(thing, failure.toString());
    }
  }

  private void done(OpenThing thing) {
    ledger.accept(thing.cleaned(Cleaned.Result.CLEANED, "", System.currentTimeMillis()));
  }

  private void failed(OpenThing thing, String why) {
    ledger.accept(thing.cleaned(Cleaned.Result.FAILED, why, System.currentTimeMillis()));
  }
}
