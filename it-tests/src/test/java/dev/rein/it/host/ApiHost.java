package dev.rein.it.host;

import dev.rein.api.Account;
import dev.rein.api.Deliverable;
import dev.rein.api.LimitExceededException;
import dev.rein.api.PhaseChange;
import dev.rein.api.Registration;
import dev.rein.api.Rein;
import dev.rein.api.Resource;
import dev.rein.api.Scope;
import dev.rein.api.Summary;
import dev.rein.api.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** The example of the page about the API: an agent that writes mails, and what looks after it. */
@SuppressWarnings("try") // Scopes and registrations are there to be closed.
public final class ApiHost {
  private static final Resource MAILS = Resource.of("mails.sent");
  private static final Resource CONNECTIONS = Resource.gauge("mail.connections");

  public static void main(String[] args) throws InterruptedException {
    Instant start = Instant.now();
    try (Registration listening = Rein.onPhaseChange(ApiHost::tell)) {
      writeMails(5);
      steer(Rein.account("writer"));
    }
    Summary summary = Rein.summary(start);
    System.out.println("phases: " + summary.agents());
    System.out.println("interventions: " + summary.interventions());
  }

  /** What this thread uses until the scope ends is the writer's. */
  private static void writeMails(int wanted) {
    try (Scope scope = Rein.agent("writer")) {
      for (int i = 1; i <= wanted; i++) {
        askModel();
        send(i);
      }
      Rein.deliver(Deliverable.OTHER, "all mails are out", "outbox/");
    } catch (LimitExceededException refused) {
      System.out.println("refused: " + refused.refusal().resource());
    }
    System.out.println("of this thread: " + Rein.usage().map(Usage::account).orElse("nobody"));
  }

  private static void askModel() {
    Rein.charge(Resource.LLM_CALLS, 1); // Before the use: waits, or throws, if a limit says so.
    Rein.tokens("small-model", 1_200, 80, 1_000); // After it: what the answer says of itself.
    Rein.cost("small-model", new BigDecimal("0.00042"));
  }

  private static void send(int number) {
    Rein.charge(CONNECTIONS, 1);
    try {
      Rein.charge(MAILS, 1);
      System.out.println("sent: " + number);
    } finally {
      Rein.release(CONNECTIONS, 1);
    }
  }

  private static void steer(Account writer) throws InterruptedException {
    System.out.println("mails: " + writer.usage().map(usage -> usage.used(MAILS)).orElse(0L));
    System.out.println("tokens: " + writer.usage().map(ApiHost::tokens).orElse(0L));
    System.out.println("pause: " + writer.pause("somebody looks at the mails"));
    System.out.println("is paused: " + writer.isPaused());
    System.out.println("goes on: " + writer.waitForResume(Duration.ofMillis(10)));
    System.out.println("resume: " + writer.resume());
    System.out.println("goes on: " + writer.waitForResume(Duration.ofMinutes(1)));
  }

  private static long tokens(Usage usage) {
    return usage.used(Resource.LLM_TOKENS);
  }

  /** On a thread of Rein's, maybe after the work has gone on. */
  private static void tell(PhaseChange change) {
    System.err.println(change.account() + " is in " + change.to().label());
  }
}
