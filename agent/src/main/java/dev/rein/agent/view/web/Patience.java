package dev.rein.agent.view.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.NanoTime;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Cuts off connections on which no new request has come for too long. An idle timeout does not do
 * it: a byte now and then keeps a connection from being idle, on either way.
 */
final class Patience implements Connection.Listener {
  private final long nanos;
  private final Map<EndPoint, Long> since = new ConcurrentHashMap<>();

  Patience(Duration longest) {
    this.nanos = longest.toNanos();
  }

  /** Looks at all of them again and again, until the scheduler ends. */
  void watch(Scheduler scheduler) {
    since.forEach(
        (connection, start) -> {
          if (NanoTime.since(start) > nanos) {
            connection.close(new TimeoutException("too slow"));
          }
        });
    Scheduler.Task unused =
        scheduler.schedule(
            () -> {
              if (scheduler.isRunning()) {
                watch(scheduler);
              }
            },
            500,
            TimeUnit.MILLISECONDS);
  }

  /** All of a request's headers are there. */
  void begins(EndPoint connection) {
    since.replace(connection, NanoTime.now());
  }

  /** It may last; somebody else looks after it. */
  void waive(EndPoint connection) {
    since.remove(connection);
  }

  @Override
  public void onOpened(Connection connection) {
    since.put(connection.getEndPoint(), NanoTime.now());
  }

  @Override
  public void onClosed(Connection connection) {
    since.remove(connection.getEndPoint());
  }
}
