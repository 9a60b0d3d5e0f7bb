package dev.rein.agent.view.terminal;

import dev.rein.agent.ledger.LedgerFolder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Carries orders out one after the other, on a thread of their own: a JVM may take its time. */
final class Orders implements AutoCloseable {
  private final Steering steering;
  private final AtomicReference<@Nullable String> answer = new AtomicReference<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread daemon = new Thread(task, "rein-orders");
            daemon.setDaemon(true);
            return daemon;
          });

  Orders(Steering steering) {
    this.steering = steering;
  }

  void carryOut(Order order, LedgerFolder jvm) {
    thread.execute(() -> answer.set(tell(order, jvm)));
  }

  private String tell(Order order, LedgerFolder jvm) {
    try {
      return switch (order.kind()) {
        case PAUSE -> steering.pause(jvm, order.account());
        case RESUME -> steering.resume(jvm, order.account());
        case APPROVE -> steering.decide(jvm, order.number(), true);
        case DENY -> steering.decide(jvm, order.number(), false);
      };
    } catch (RuntimeException broken) {
      return "failed: " + broken;
    }
  }

  /** What came of an order since the last look; null when nothing did. */
  @Nullable String answer() {
    return answer.getAndSet(null);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
