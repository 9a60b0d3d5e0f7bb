package dev.rein.agent.view.web;

import java.nio.file.Path;

/** How a person's orders reach the JVM of a ledger; called by several threads. */
public interface Steering {
  void pause(Path ledger, String account, String reason) throws RefusedOrder;

  void resume(Path ledger, String account) throws RefusedOrder;

  void decide(Path ledger, long call, boolean approved) throws RefusedOrder;
}
