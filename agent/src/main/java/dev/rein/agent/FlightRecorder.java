package dev.rein.agent;

import dev.rein.agent.config.SamplingMode;
import dev.rein.agent.sample.jfr.JfrListener;
import dev.rein.agent.sample.jfr.JfrSampling;
import dev.rein.agent.sample.jfr.LeftRepositories;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JDK's Flight Recorder, if it is wanted and there. The sampler's thread, but for the end. */
final class FlightRecorder {
  private final JfrListener listener;
  private final Path dir;
  private final HostLedger ledger;
  private final SamplingMode wanted;
  private volatile @Nullable JfrSampling sampling;
  private boolean attentive = true;

  /**
   * @param dir the folder of ledgers
   * @param wanted what is to be measured
   */
  FlightRecorder(JfrListener listener, Path dir, HostLedger ledger, SamplingMode wanted) {
    this.listener = listener;
    this.dir = dir;
    this.ledger = ledger;
    this.wanted = wanted;
  }

  /** Removes what killed JVMs have left, and gets ready. */
  void begin() {
    if (!wanted.records()) {
      return;
    }
    String folder = ledger.folder();
    // Without a ledger's folder there is nowhere to note what would be left behind.
    Path own = folder == null ? dir.resolve("no-ledger") : Path.of(folder);
    List<Path> removed = new LeftRepositories(own).remove(Instant.now());
    if (!removed.isEmpty()) {
      ledger.log("removed what the flight recorders of killed JVMs had left: " + removed);
    }
    sampling =
        new JfrSampling(
            listener,
            wanted == SamplingMode.CPU_TIME,
            own,
            task -> SystemThreads.unstarted("rein-jfr", task),
            ledger::remark);
  }

  /**
   * Keeps it going, and out of harm's way.
   *
   * @param closely whether it may cost something
   */
  void look(boolean closely) {
    JfrSampling current = sampling;
    if (current == null) {
      return;
    }
    if (attentive != closely) {
      attentive = closely;
      current.setAttentive(closely);
    }
    current.look();
  }

  /** Takes the recording out of the JVM. */
  void close() {
    JfrSampling current = sampling;
    if (current != null) {
      current.close();
    }
  }
}
