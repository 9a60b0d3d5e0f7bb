package dev.rein.api;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account of this JVM, to be looked at and steered: from {@link Rein#account}. Only names one,
 * which may come into being later. Safe from any thread, and any thread may steer any account, its
 * own included; who did so is in the ledger as {@code program}.
 *
 * <pre>{@code
 * Account coder = Rein.account("coder");
 * if (coder.phase() == Phase.WARNING) {
 *   coder.pause("a person looks at it first");
 * }
 * }</pre>
 */
public final class Account {
  private final String id;

  Account(String id) {
    this.id = id;
  }

  /** {@code jvm}, {@code coder}, {@code coder/tester}. */
  public String id() {
    return id;
  }

  /** What it has used and how it stands; empty when there is no such account, or no agent. */
  public Optional<Usage> usage() {
    return Optional.ofNullable(current());
  }

  /** How far it is towards being stopped; {@link Phase#NORMAL} where {@link #usage} is empty. */
  public Phase phase() {
    Usage usage = current();
    return usage == null ? Phase.NORMAL : usage.phase();
  }

  /** Whether its calls wait, or would, because it or an account above is paused. */
  public boolean isPaused() {
    Usage usage = current();
    return usage != null && usage.paused();
  }

  private @Nullable Usage current() {
    return Answers.usage(Rein.call(Calls.USAGE, id));
  }

  /**
   * From now on every counted call of the account and of those below it waits, until somebody
   * resumes it; where a call must not be held up it is refused. Returns at once, also to a thread
   * that works for the account.
   *
   * @param reason for those who see that it is paused
   * @return whether it is done: false when there is no such account, or no agent
   */
  public boolean pause(String reason) {
    return isTrue(Rein.call(Calls.PAUSE, id, Objects.requireNonNull(reason)));
  }

  /**
   * The account goes on, as after {@code rein resume}: each of its limits to a total that is used
   * up is granted once more.
   *
   * @return whether it is done: false when there is no such account, or no agent
   */
  public boolean resume() {
    return isTrue(Rein.call(Calls.RESUME, id));
  }

  /**
   * Ends the account and those below it: their calls are refused from now on, and their threads are
   * interrupted. Cannot be taken back.
   *
   * @param reason for the ledger and for the exceptions of what is refused
   * @return whether it is done: false when there is no such account, or no agent
   */
  public boolean terminate(String reason) {
    return isTrue(Rein.call(Calls.TERMINATE, id, Objects.requireNonNull(reason)));
  }

  /**
   * Waits until the account is not paused, if it is.
   *
   * @param timeout how long at most; does not wait when it is zero or less
   * @return false when it is paused still
   * @throws InterruptedException when the calling thread is interrupted before or meanwhile
   */
  public boolean waitForResume(Duration timeout) throws InterruptedException {
    long nanos = nanos(timeout);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    boolean goesOn = !Boolean.FALSE.equals(Rein.call(Calls.AWAIT_RESUME, id, nanos));
    if (!goesOn && Thread.interrupted()) {
      throw new InterruptedException();
    }
    return goesOn;
  }

  /** Some 292 years are for ever. */
  static long nanos(Duration timeout) {
    try {
      return Math.max(0, timeout.toNanos());
    } catch (ArithmeticException tooLong) {
      return timeout.isNegative() ? 0 : Long.MAX_VALUE;
    }
  }

  private static boolean isTrue(@Nullable Object answer) {
    return Boolean.TRUE.equals(answer);
  }

  @Override
  public String toString() {
    return id;
  }
}
