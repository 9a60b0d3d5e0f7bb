package dev.rein.agent;

import dev.rein.agent.config.Version;
import dev.rein.agent.control.AccountBeans;
import dev.rein.agent.control.ControlServer;
import dev.rein.agent.governor.Governor;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The ways in which this JVM's accounts are steered from outside, and what is done by time. */
final class OutsideControl {
  private final HostLedger ledger;
  private final AgentControls controls;
  private final GovernorThread governorThread;
  private @Nullable ControlServer server;
  private boolean closed;

  /**
   * @param watch looks at the policy file; null when there is none
   * @param measure takes what is measured from time to time
   */
  OutsideControl(
      Governor governor,
      AgentControls controls,
      @Nullable PolicyWatch watch,
      Runnable measure,
      HostLedger ledger) {
    this.ledger = ledger;
    this.controls = controls;
    AccountBeans beans = new AccountBeans(controls, ledger::tell);
    this.governorThread =
        new GovernorThread(governor, watch, measure, beans, controls::accounts, ledger::tell);
  }

  void start() {
    governorThread.start();
  }

  /** Opens the socket, once there is a folder for it; tries once. */
  synchronized void openSocket() {
    String folder = ledger.folder();
    if (server == null && !closed && folder != null) {
      server =
          ControlServer.start(
              Path.of(folder), controls, Version.NUMBER, HostLedger::newThread, ledger::tell);
      closed = server == null;
    }
  }

  /** The host ends: a socket that is not there yet is not worth its while. */
  synchronized void closeSocket() {
    closed = true;
    ControlServer open = server;
    if (open != null) {
      open.close();
    }
  }

  /** Rein goes. */
  void close() {
    governorThread.close();
    closeSocket();
  }
}
