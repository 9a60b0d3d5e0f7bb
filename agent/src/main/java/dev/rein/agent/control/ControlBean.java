package dev.rein.agent.control;

import java.util.List;

/** The MXBean of approvals. Any thread. */
final class ControlBean implements ControlMXBean {
  private final Steering steering;

  ControlBean(Steering steering) {
    this.steering = steering;
  }

  @Override
  public List<ApprovalData> approvals() {
    return steering.approvals().stream().map(ApprovalData::new).toList();
  }

  @Override
  public void approve(long number) {
    JmxOperation.run(by -> steering.decide(number, true, by));
  }

  @Override
  public void deny(long number) {
    JmxOperation.run(by -> steering.decide(number, false, by));
  }
}
