package dev.rein.agent.view.report;

import dev.rein.agent.view.Event;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of one JVM; texts are as the ledger has them.
 *
 * @param rein version of the Rein that reports
 * @param state {@code running}, {@code ended} or {@code killed}
 * @param ending how it ended, in words
 * @param lengthMillis from the ledger's first to its last entry
 * @param java version of the JVM's Java; null when the ledger does not say
 * @param policy null when the ledger does not say
 * @param mode null when the ledger does not say
 * @param findings what matters, the worst first
 * @param models what calls of models and tools came to
 * @param events the last ones, oldest first
 * @param allEvents how many there are in all
 * @param remarks what of the ledger could not be read
 */
public record ReportData(
    String rein,
    long pid,
    String main,
    String state,
    String ending,
    Instant started,
    Instant last,
    long lengthMillis,
    String folder,
    @Nullable String java,
    @Nullable String policy,
    @Nullable String mode,
    List<Finding> findings,
    List<Chart> charts,
    List<Account> accounts,
    ModelReport models,
    List<Host> hosts,
    List<Count> targets,
    List<Count> paths,
    List<Count> commands,
    List<Hot> hotSpots,
    List<Event> events,
    long allEvents,
    List<String> remarks) {
  /** Something to look at first; of which severity. */
  public record Finding(String severity, String text) {}

  /** An account and what it used. */
  public record Account(
      String id,
      @Nullable String parent,
      String phase,
      boolean paused,
      boolean terminated,
      List<Use> uses) {
    /** With what became of it in words. */
    String status() {
      return phase
          + (terminated && !phase.equals("termination") ? ", terminated" : "")
          + (paused ? ", paused" : "");
    }
  }

  /**
   * What an account used of a resource.
   *
   * @param text the amount as people read it
   */
  public record Use(
      String resource,
      String unit,
      long used,
      String text,
      long denied,
      long delayed,
      List<Limit> limits) {}

  /**
   * A limit that holds at the end.
   *
   * @param text as people read it: {@code 100 deny}
   */
  public record Limit(String kind, long limit, String action, String text) {}

  /** What a host was used for. */
  public record Host(
      String name, long requests, long connects, long lookUps, long sent, long received) {}

  /** How often something came. */
  public record Count(String name, long count) {}

  /** What CPU time or memory went to, in thousandths. */
  public record Hot(String account, String subject, String name, long perMille) {}

  /**
   * How one resource of an account went.
   *
   * @param seconds since 1970, rising
   * @param values as many
   * @param limit the one that is met first; null when there is none that a line can show
   */
  public record Chart(
      String account,
      String resource,
      String unit,
      List<Double> seconds,
      List<Long> values,
      @Nullable Long limit) {}
}
