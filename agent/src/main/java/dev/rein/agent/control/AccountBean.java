package dev.rein.agent.control;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The MXBean of one account. Any thread. */
final class AccountBean implements AccountMXBean {
  private final Steering steering;
  private volatile AccountStatus status;

  AccountBean(Steering steering, AccountStatus status) {
    this.steering = steering;
    this.status = status;
  }

  void show(AccountStatus newer) {
    status = newer;
  }

  @Override
  public String getId() {
    return status.id();
  }

  @Override
  public @Nullable String getParent() {
    return status.parent();
  }

  @Override
  public String getPhase() {
    return status.phase();
  }

  @Override
  public boolean isPaused() {
    return status.paused();
  }

  @Override
  public String getPriority() {
    return status.priority();
  }

  @Override
  public int getActive() {
    return status.active();
  }

  @Override
  public long getWaiting() {
    return status.waiting();
  }

  @Override
  public Map<String, Long> getUsed() {
    return status.used();
  }

  @Override
  public void pause(@Nullable String reason) {
    JmxOperation.run(by -> steering.pause(getId(), text(reason), by));
  }

  @Override
  public void resume() {
    JmxOperation.run(by -> steering.resume(getId(), by));
  }

  @Override
  public void terminate(@Nullable String reason) {
    JmxOperation.run(by -> steering.terminate(getId(), text(reason), by));
  }

  @Override
  public void deliver(
      @Nullable String kind, @Nullable String description, String @Nullable [] artifacts) {
    List<String> shown = artifacts == null ? List.of() : Arrays.asList(artifacts);
    JmxOperation.run(by -> steering.deliver(getId(), kind, text(description), shown, by));
  }

  @Override
  public void limit(@Nullable String resource, @Nullable String kind, long max) {
    JmxOperation.run(by -> steering.limit(getId(), resource, text(kind), max, by));
  }

  /** Consoles send null for a field that was left empty. */
  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
