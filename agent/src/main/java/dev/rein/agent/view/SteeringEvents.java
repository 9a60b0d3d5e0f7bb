package dev.rein.agent.view;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.Approval;
import dev.rein.agent.ledger.LedgerEntry.ResourceName;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells as events what people and policies have decided, and what agents have got done. */
final class SteeringEvents {
  private SteeringEvents() {}

  /**
   * @param account id of the account that the entry names
   * @param resource that the entry names, if it names one
   * @param pid of the JVM that the ledger is about
   */
  static @Nullable Event of(LedgerEntry entry, String account, ResourceName resource, long pid) {
    if (entry instanceof LedgerEntry.Controlled controlled) {
      return controlled(controlled, account);
    }
    if (entry instanceof LedgerEntry.Granted grant) {
      Map<String, Object> details = Map.of("kind", grant.kind(), "amount", grant.amount());
      String message =
          "granted: "
              + Amount.of(grant.amount(), resource)
              + " more of "
              + grant.resource()
              + " ("
              + grant.kind()
              + ")";
      return Events.event(
          entry, "limit.granted", "info", account, grant.resource(), message, details);
    }
    if (entry instanceof LedgerEntry.PolicyChanged change) {
      return policy(change);
    }
    if (entry instanceof LedgerEntry.Delivered delivered) {
      Map<String, Object> details =
          Map.of(
              "kind", delivered.kind(),
              "description", delivered.description(),
              "artifacts", delivered.artifacts());
      String message = "delivered: " + delivered.kind() + after(": ", delivered.description());
      return Events.event(entry, "delivered", "info", account, null, message, details);
    }
    return entry instanceof Approval approval ? approval(approval, account, pid) : null;
  }

  private static Event controlled(LedgerEntry.Controlled controlled, String account) {
    String severity =
        switch (controlled.command()) {
          case "terminate" -> "critical";
          case "refused" -> "warning";
          default -> "info";
        };
    String message =
        controlled.command() + after(" by ", controlled.by()) + after(": ", controlled.details());
    Map<String, Object> details = Map.of("by", controlled.by(), "details", controlled.details());
    String type = "control." + controlled.command();
    return Events.event(controlled, type, severity, account, null, message, details);
  }

  private static Event policy(LedgerEntry.PolicyChanged change) {
    Map<String, Object> details =
        Map.of("source", change.source(), "mode", change.mode(), "message", change.message());
    if (change.accepted()) {
      String message =
          "policy " + change.source() + " holds, " + change.mode() + after(": ", change.message());
      return Events.event(change, "policy.changed", "info", null, null, message, details);
    }
    String message =
        "policy "
            + change.source()
            + " is rejected, the one before still holds"
            + after(": ", change.message());
    return Events.event(change, "policy.rejected", "warning", null, null, message, details);
  }

  private static Event approval(Approval approval, String account, long pid) {
    String step = approval.step().name().toLowerCase(Locale.ROOT);
    String what =
        approval.number()
            + after(": ", approval.target())
            + (approval.price().isEmpty() ? "" : " (" + approval.price() + ")");
    String message =
        switch (approval.step()) {
          case ASKED ->
              "approval needed, number "
                  + what
                  + after(", for ", approval.reason())
                  + "; answer with `rein approve "
                  + pid
                  + " "
                  + approval.number()
                  + "` or `rein deny "
                  + pid
                  + " "
                  + approval.number()
                  + "`";
          case APPROVED -> "approved" + after(" by ", approval.by()) + ", number " + what;
          case DENIED -> "not approved" + after(" by ", approval.by()) + ", number " + what;
          case EXPIRED -> "approved by nobody in time, number " + what;
        };
    String severity =
        switch (approval.step()) {
          case ASKED -> "critical";
          case APPROVED -> "info";
          case DENIED, EXPIRED -> "warning";
        };
    Map<String, Object> details =
        Map.of(
            "number", approval.number(),
            "target", approval.target(),
            "reason", approval.reason(),
            "price", approval.price(),
            "by", approval.by());
    return Events.event(approval, "approval." + step, severity, account, null, message, details);
  }

  private static String after(String lead, String text) {
    return text.isEmpty() ? "" : lead + text;
  }
}
