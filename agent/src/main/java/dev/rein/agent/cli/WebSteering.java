package dev.rein.agent.cli;

import dev.rein.agent.control.ControlClient;
import dev.rein.agent.control.ControlException;
import dev.rein.agent.control.UnreachableException;
import dev.rein.agent.view.web.RefusedOrder;
import dev.rein.agent.view.web.Steering;
import java.nio.file.Path;

/** Carries what is ordered in a browser to the JVM, as the commands that steer do. */
final class WebSteering implements Steering {
  @Override
  public void pause(Path ledger, String account, String reason) throws RefusedOrder {
    give(ledger, jvm -> jvm.pause(account, reason.isEmpty() ? "in the browser" : reason));
  }

  @Override
  public void resume(Path ledger, String account) throws RefusedOrder {
    give(ledger, jvm -> jvm.resume(account));
  }

  @Override
  public void decide(Path ledger, long call, boolean approved) throws RefusedOrder {
    give(ledger, jvm -> jvm.decide(call, approved));
  }

  private static void give(Path ledger, SteeredJvm.Order order) throws RefusedOrder {
    try {
      order.give(new ControlClient(ledger));
    } catch (ControlException e) {
      throw new RefusedOrder(String.valueOf(e.getMessage()), true);
    } catch (UnreachableException e) {
      throw new RefusedOrder(String.valueOf(e.getMessage()), false);
    }
  }
}
