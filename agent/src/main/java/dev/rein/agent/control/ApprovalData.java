package dev.rein.agent.control;

/** A waiting call as JMX shows it: up to JDK 20 it cannot show records. */
public final class ApprovalData {
  private final PendingApproval approval;

  ApprovalData(PendingApproval approval) {
    this.approval = approval;
  }

  public long getNumber() {
    return approval.number();
  }

  public String getAccount() {
    return approval.account();
  }

  public String getTarget() {
    return approval.target();
  }

  public String getReason() {
    return approval.reason();
  }

  public String getPrice() {
    return approval.price();
  }

  /** As ISO 8601 writes it. */
  public String getSince() {
    return approval.since().toString();
  }
}
