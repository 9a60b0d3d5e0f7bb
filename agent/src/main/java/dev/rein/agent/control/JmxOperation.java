package dev.rein.agent.control;

/** An operation of an MXBean, whose failure a client of JMX understands without Rein's classes. */
interface JmxOperation {
  void carryOut(String by) throws ControlException;

  static void run(JmxOperation operation) {
    try {
      operation.carryOut(JmxUser.name());
    } catch (ControlException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }
}
