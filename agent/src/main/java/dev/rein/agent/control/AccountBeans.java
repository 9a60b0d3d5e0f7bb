package dev.rein.agent.control;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The accounts as MXBeans of the platform's MBean server. They appear once the host, or who
 * connects to it, has made that server: making it earlier would start the host's logging too early
 * for some. Names no class of JMX, which a JVM may lack.
 */
public final class AccountBeans implements AutoCloseable {
  /** Beans at once. */
  static final int MOST = 1_000;

  private final @Nullable PlatformBeans beans;
  private final Consumer<String> problems;
  private boolean hasFailed;
  private boolean closed;

  /**
   * @param problems takes a line when something of JMX fails, once
   */
  public AccountBeans(Controls controls, Consumer<String> problems) {
    this.beans =
        ModuleLayer.boot().findModule("java.management").isPresent()
            ? new PlatformBeans(new Steering(controls))
            : null;
    this.problems = problems;
  }

  /** Shows these accounts and no others. For a thread of Rein's, at a tick. */
  public synchronized void refresh(List<AccountStatus> accounts) {
    if (beans == null || hasFailed || closed) {
      return;
    }
    try {
      beans.refresh(accounts.size() <= MOST ? accounts : accounts.subList(0, MOST));
    } catch (PlatformBeans.Failure | RuntimeException e) {
      hasFailed = true;
      problems.accept("the accounts are not shown by JMX: " + e);
      beans.removeAll();
    }
  }

  /** Removes all beans. */
  @Override
  public synchronized void close() {
    closed = true;
    if (beans != null) {
      beans.removeAll();
    }
  }
}
