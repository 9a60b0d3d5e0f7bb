package dev.rein.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a program tells Rein and asks it. Safe from any thread. Without the agent every call checks
 * its arguments and does nothing else: nothing waits or is refused, and answers are empty. Once the
 * agent is attached, calls that were compiled and loaded long before begin to work; once it is
 * detached they do nothing again.
 *
 * <pre>{@code
 * static final Resource MAILS = Resource.of("mails.sent");
 *
 * try (Scope scope = Rein.agent("coder")) {
 *   Rein.charge(Resource.LLM_CALLS, 1);        // waits, or throws, when a limit says so
 *   Answer answer = model.ask(question);
 *   Rein.tokens("gpt-5", answer.input(), answer.output(), answer.cached());
 *   Rein.charge(MAILS, 1);
 *   mail(answer);
 *   Rein.deliver(Deliverable.ANALYSIS_REPORT, "mailed to the desk");
 * }
 * }</pre>
 *
 * <p>What is charged, recorded or delivered is the calling thread's account's, and that of all
 * above it. Only {@link #agent}, {@link #charge} and {@link #acquireSlot} throw because of a limit,
 * and only they wait, besides {@link Account#waitForResume}.
 */
public final class Rein {
  /** Where the sixth decimal place of an amount of dollars is. */
  private static final int MICRO = 6;

  /** More would not fit; nobody has so much. */
  private static final int MOST_DIGITS = 12;

  private static final PhaseListeners LISTENERS = new PhaseListeners();

  /** Set by the agent. Types of the JDK alone, for a host may load this class by itself. */
  private static volatile @Nullable Function<Object[], @Nullable Object> agent;

  private Rein() {}

  /**
   * From now on the calling thread works for an agent, and what it uses is charged to the agent's
   * account. Work that it hands to other threads and executors is, too. Within another scope the
   * account is one below that: {@code coder}, then {@code coder/tester}.
   *
   * <pre>{@code
   * try (Scope scope = Rein.agent("coder")) {
   *   coder.run();
   * }
   * }</pre>
   *
   * @param name what the account is called, as it is or made fit: a slash becomes an underscore
   * @return what ends it
   * @throws TaskRefusedException when a limit on {@link Resource#SUBTASKS_SPAWNED} refuses it, or
   *     the account is terminated; the thread goes on for whom it worked before
   */
  public static Scope agent(String name) {
    Object answer = call(Calls.AGENT, Objects.requireNonNull(name));
    if (answer instanceof Runnable end) {
      return new Scope(end);
    }
    Refusal refusal = Answers.refusal(answer);
    if (refusal != null) {
      throw new TaskRefusedException(refusal);
    }
    return Scope.NONE;
  }

  /**
   * Charges what is going to be used: all of it or, where a limit does not allow that, nothing.
   * Waits first where the limit says so; of a thread that is interrupted meanwhile the charge is
   * refused, and the thread stays interrupted.
   *
   * <p>A {@link Resource#LLM_CALLS call of a language model} also meets the limits on tokens and
   * cost, which are known only afterwards.
   *
   * @param resource one of the host's own, {@link Resource#LLM_CALLS} or {@link Resource#COST}
   * @param amount in the resource's unit, not below 0
   * @throws LimitExceededException when a limit refuses it, or the account is terminated
   * @throws IllegalArgumentException when the amount is negative, or Rein counts the resource by
   *     itself
   */
  public static void charge(Resource resource, long amount) {
    Refusal refusal = Answers.refusal(use(Calls.CHARGE, resource, amount));
    if (refusal != null) {
      throw new LimitExceededException(refusal);
    }
  }

  /**
   * Gives back what is not in use any more. To be called for the account that was charged: by a
   * thread that works for it. A resource that only goes up stays as it is.
   *
   * @param resource as for {@link #charge}
   * @param amount in the resource's unit, not below 0
   * @throws IllegalArgumentException as {@link #charge}
   */
  public static void release(Resource resource, long amount) {
    use(Calls.RELEASE, resource, amount);
  }

  /**
   * Charges what has been used already, and so is never refused; a limit is held by the next {@link
   * #charge}.
   *
   * @param resource as for {@link #charge}
   * @param amount in the resource's unit, not below 0
   * @throws IllegalArgumentException as {@link #charge}
   */
  public static void record(Resource resource, long amount) {
    use(Calls.RECORD, resource, amount);
  }

  private static @Nullable Object use(String name, Resource resource, long amount) {
    if (!resource.isChargedByHost()) {
      throw new IllegalArgumentException(resource + " is not the program's to charge");
    }
    return call(name, resource.name(), resource.isGauge(), notNegative("amount", amount));
  }

  /**
   * Records what a call of a language model took in and gave out: {@link Resource#LLM_TOKENS} and
   * its kinds. Does not count the call. May be told bit by bit, as an answer streams in.
   *
   * @param model as its provider calls it
   * @param input tokens taken in, cached ones included
   * @param output tokens given out
   * @param cached how many of those taken in the provider had in its cache
   * @throws IllegalArgumentException when a number is negative or {@code cached} is above {@code
   *     input}
   */
  public static void tokens(String model, long input, long output, long cached) {
    Objects.requireNonNull(model);
    if (notNegative("cached", cached) > notNegative("input", input)) {
      throw new IllegalArgumentException("of " + input + " input tokens " + cached + " are cached");
    }
    call(Calls.TOKENS, model, input, notNegative("output", output), cached);
  }

  /**
   * Records what a call of a language model has cost: {@link Resource#LLM_COST} and {@link
   * Resource#COST}.
   *
   * @param model as its provider calls it
   * @param usd US dollars, rounded up to a millionth, below 10^12
   * @throws IllegalArgumentException when the amount is negative or larger
   */
  public static void cost(String model, BigDecimal usd) {
    Objects.requireNonNull(model);
    call(Calls.COST, model, micros(usd));
  }

  /** Looks at the size first, so that not even an amount of a million digits takes long. */
  private static long micros(BigDecimal usd) {
    if (usd.signum() == 0) {
      return 0;
    }
    if (usd.signum() < 0 || usd.precision() - (long) usd.scale() > MOST_DIGITS) {
      throw new IllegalArgumentException("an amount of dollars is from 0 to below 10^12");
    }
    if (usd.compareTo(BigDecimal.ONE.movePointLeft(MICRO)) <= 0) {
      return 1;
    }
    return usd.movePointRight(MICRO).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /**
   * The calling thread's agent got something done, a sign of progress: a warning is over, and
   * {@link Resource#TIME_SINCE_DELIVERABLE} begins anew.
   *
   * @param description for people; Rein keeps the first 1,000 characters
   * @param artifacts what there is to show, such as a path or an address; Rein keeps 20
   */
  public static void deliver(Deliverable kind, String description, String... artifacts) {
    String[] copy = artifacts.clone();
    for (String artifact : copy) {
      Objects.requireNonNull(artifact);
    }
    call(Calls.DELIVER, kind.label(), Objects.requireNonNull(description), copy);
  }

  /** What the calling thread's account has used, and how it stands; empty without the agent. */
  public static Optional<Usage> usage() {
    return Optional.ofNullable(Answers.usage(call(Calls.USAGE)));
  }

  /**
   * An account, to be looked at and steered.
   *
   * @param id {@code jvm}, {@code coder}, {@code coder/tester}; there need not be one yet
   */
  public static Account account(String id) {
    return new Account(Objects.requireNonNull(id));
  }

  /**
   * Takes a slot for a piece of work, waiting until the load of the machine and the limits on
   * {@link Resource#JOBS_ACTIVE} allow one more. One piece of work goes on under any load.
   *
   * <pre>{@code
   * try (Slot slot = Rein.acquireSlot()) {
   *   build();
   * }
   * }</pre>
   *
   * @throws TaskRefusedException when a limit refuses it, the account is terminated, the thread may
   *     not wait, or it is interrupted while it does; then it stays so
   */
  public static Slot acquireSlot() {
    Slot slot = slot(Long.MAX_VALUE);
    // Nobody waits for so long; an agent that gives up all the same has no say in what runs.
    return slot == null ? Slot.NONE : slot;
  }

  /**
   * The same, but waits no longer than that.
   *
   * @return empty when no slot came free in time
   */
  public static Optional<Slot> acquireSlot(Duration longest) {
    return Optional.ofNullable(slot(Account.nanos(longest)));
  }

  /** Takes a slot if that needs no waiting; never throws. */
  public static Optional<Slot> tryAcquireSlot() {
    return Optional.ofNullable(slot(0));
  }

  private static @Nullable Slot slot(long nanos) {
    Object answer = call(Calls.SLOT, nanos);
    Refusal refusal = Answers.refusal(answer);
    if (refusal != null) {
      throw new TaskRefusedException(refusal);
    }
    return Boolean.FALSE.equals(answer) ? null : answer == null ? Slot.NONE : new Slot(answer);
  }

  /**
   * Has a resource closed at the end of the agent's work that the calling thread is in: of the
   * scope or the configured method, of the last one of the account where the thread runs a task of
   * the agent's, and of the JVM where it works for none. Those of one end are closed in the reverse
   * order on the thread that ends it, each failure goes to the ledger, and none keeps the others
   * from being closed. What closing does there is neither refused nor held up. Without the agent
   * nothing is closed, so a resource must not depend on it.
   *
   * <pre>{@code
   * Connection connection = Rein.track(pool.getConnection(), "orders");
   * }</pre>
   *
   * @param name for the ledger; Rein keeps the first 1,000 characters
   * @return the resource
   */
  public static <T extends AutoCloseable> T track(T resource, String name) {
    call(
        Calls.TRACK,
        (AutoCloseable) Objects.requireNonNull(resource),
        Objects.requireNonNull(name));
    return resource;
  }

  /** The same, named by its type. */
  public static <T extends AutoCloseable> T track(T resource) {
    return track(resource, resource.getClass().getName());
  }

  /**
   * The program closes a resource by itself, or keeps it.
   *
   * @return false when it was not to be closed, or has been already
   */
  public static boolean untrack(AutoCloseable resource) {
    return Boolean.TRUE.equals(call(Calls.UNTRACK, Objects.requireNonNull(resource)));
  }

  /** How admission stands for the calling thread's account. */
  public static Admission admission() {
    return Answers.admission(call(Calls.ADMISSION));
  }

  /** How the agents stand, and what has happened since a time that Rein still knows of. */
  public static Summary summary(Instant since) {
    return Answers.summary(call(Calls.SUMMARY, millis(since)));
  }

  private static long millis(Instant since) {
    try {
      return since.toEpochMilli();
    } catch (ArithmeticException beyondAllTime) {
      return since.isBefore(Instant.EPOCH) ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * Tells a listener of every account's changes of phase from now on; where the agent is not there
   * yet, from when it is attached. They come one after another, on a thread of Rein's that holds no
   * lock and has the context class loader of the thread that calls this. What the listener does
   * there is neither counted nor held up; work for long, or for an agent, belongs on a thread of
   * the host's. One that fails three times in a row is not told any more, and Rein's log says so.
   *
   * @return what ends it; the listener is kept until then
   */
  public static Registration onPhaseChange(Consumer<? super PhaseChange> listener) {
    return LISTENERS.add(listener);
  }

  private static long notNegative(String what, long number) {
    if (number < 0) {
      throw new IllegalArgumentException(what + " is below 0: " + number);
    }
    return number;
  }

  /** For the agent; a program has no use for it. May be told again. */
  public static void connect(Function<Object[], @Nullable Object> newAgent) {
    agent = newAgent;
    LISTENERS.connected();
  }

  /**
   * All that goes to the agent goes through here, in the forms that {@link Calls} lists. Where the
   * agent has not been able to {@link #connect}, it weaves this method to find it.
   */
  static @Nullable Object call(Object... call) {
    Function<Object[], @Nullable Object> current = agent;
    return current == null ? null : current.apply(call);
  }
}
