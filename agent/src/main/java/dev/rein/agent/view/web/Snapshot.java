package dev.rein.agent.view.web;

import dev.rein.agent.ledger.ModelEntry.RateWindow;
import dev.rein.agent.view.Event;
import dev.rein.agent.view.LimitState;
import dev.rein.agent.view.ModelUse;
import dev.rein.agent.view.SteeringState.PolicyState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that was known of a folder's ledgers at one moment.
 *
 * @param problems what could not be read, a line each; never empty when {@code dir} cannot be
 * @param jvms newest first
 * @param events the last ones, oldest first
 */
record Snapshot(
    Instant at, List<String> problems, List<Jvm> jvms, List<Told> events, Totals totals) {
  static final Snapshot NOTHING =
      new Snapshot(
          Instant.EPOCH,
          List.of("the ledgers have not been read yet"),
          List.of(),
          List.of(),
          new Totals(0, 0, 0));

  /** The same, with one problem more. */
  Snapshot with(String problem) {
    List<String> more = new ArrayList<>(problems);
    if (!more.contains(problem)) {
      more.add(0, problem);
    }
    return new Snapshot(at, List.copyOf(more), jvms, events, totals);
  }

  /**
   * One ledger's JVM.
   *
   * @param routine its last calls of models and tools that went well, which are no {@link Told}
   */
  record Jvm(
      Path folder,
      long pid,
      String main,
      String state,
      Instant started,
      List<Account> accounts,
      List<Call> calls,
      List<Answers> rateLimited,
      List<Window> windows,
      List<Event> routine,
      @Nullable PolicyState policy) {
    boolean running() {
      return state.equals("running");
    }
  }

  /**
   * Someone whose use is counted.
   *
   * @param calls of models and tools, those of accounts below included
   * @param own without those
   */
  record Account(
      String id,
      @Nullable String parent,
      String phase,
      boolean paused,
      boolean terminated,
      long waiting,
      String waitingFor,
      List<Use> uses,
      ModelUse calls,
      ModelUse own) {
    /** What it used of a resource; 0 of one that is not told. */
    long used(String resource) {
      return uses.stream()
          .filter(use -> use.resource().equals(resource))
          .mapToLong(Use::used)
          .sum();
    }
  }

  /** What an account used of a resource. */
  record Use(
      String resource,
      String unit,
      boolean gauge,
      long used,
      String text,
      long denied,
      long delayed,
      List<LimitState> limits,
      @Nullable Line line) {}

  /** How a number went over time. */
  @SuppressWarnings("ArrayRecordComponent") // Written once, before it is published.
  record Line(long start, long span, long[] values, long[] peaks) {}

  /** A call that waits for a person's yes or no. */
  record Call(
      long number, String account, String target, String reason, String price, Instant asked) {}

  /** How often a target has said that it is asked too often. */
  record Answers(String account, String target, long count, Instant last) {}

  /** What a provider has last said of how much more it answers an account. */
  record Window(String account, RateWindow said) {}

  /** An event of a JVM, numbered as it was read. */
  record Told(long number, long pid, Event event) {}

  /** How often accounts came into each phase, as far as the ledgers that were read tell. */
  record Totals(long warnings, long interventions, long terminations) {
    Totals with(String phase) {
      return switch (phase) {
        case "warning" -> new Totals(warnings + 1, interventions, terminations);
        case "intervention" -> new Totals(warnings, interventions + 1, terminations);
        case "termination" -> new Totals(warnings, interventions, terminations + 1);
        default -> this;
      };
    }
  }
}
