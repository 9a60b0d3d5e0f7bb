package dev.rein.agent.control;

import java.util.concurrent.TimeUnit;

/** Tells of refused requests, but of one a second at most: who sends garbage may send much. */
final class RefusedRequests {
  private static final long EVERY = TimeUnit.SECONDS.toNanos(1);

  private final Controls controls;
  private boolean told;
  private long toldAt;
  private long untold;

  RefusedRequests(Controls controls) {
    this.controls = controls;
  }

  synchronized void add(String by, String what, long nanoTime) {
    if (told && nanoTime - toldAt < EVERY) {
      untold++;
      return;
    }
    String more = untold == 0 ? "" : "; " + untold + " more since the last";
    told = true;
    toldAt = nanoTime;
    untold = 0;
    controls.refused(by, what + more);
  }
}
