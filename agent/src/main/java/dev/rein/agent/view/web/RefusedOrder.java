package dev.rein.agent.view.web;

/** An order that was not carried out, with the reason for its giver. */
public final class RefusedOrder extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean reached;

  /**
   * @param reached false when the JVM could not be asked at all
   */
  public RefusedOrder(String reason, boolean reached) {
    super(reason);
    this.reached = reached;
  }

  boolean reached() {
    return reached;
  }
}
