package dev.rein.agent.sample.jfr;

import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * A thread of the host that an event is about.
 *
 * @param id what {@code Thread.getId} says, of virtual threads as well
 * @param name empty for most virtual threads
 */
record SampledThread(long id, String name, boolean virtual) {
  private static final String OWN = "rein-";

  /** Null where the event is about a thread of Rein's, or one that is not Java's. */
  static @Nullable SampledThread of(RecordedEvent event, String field) {
    RecordedThread thread = event.getValue(field);
    if (thread == null || thread.getJavaThreadId() <= 0) {
      return null;
    }
    String name = thread.getJavaName();
    if (name != null && name.startsWith(OWN)) {
      return null;
    }
    // JDK 17 has no virtual threads, and no isVirtual().
    boolean virtual = thread.hasField("virtual") && thread.getBoolean("virtual");
    return new SampledThread(thread.getJavaThreadId(), name == null ? "" : name, virtual);
  }
}
