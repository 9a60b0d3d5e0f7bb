package dev.rein.agent.control;

import java.util.List;

/** Approvals, as JMX shows and gives them: {@code dev.rein:type=Control}. */
public interface ControlMXBean {
  /** The calls that wait for a person to say yes or no, oldest first. */
  List<ApprovalData> approvals();

  /** Says yes to one of them. */
  void approve(long number);

  /** Says no to one of them. */
  void deny(long number);
}
