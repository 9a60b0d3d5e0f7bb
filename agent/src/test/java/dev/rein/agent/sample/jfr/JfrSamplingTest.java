package dev.rein.agent.sample.jfr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import dev.rein.stranger.Busy;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recorder of the test's own JVM tells. */
final class JfrSamplingTest {
  private final SeenEvents seen = new SeenEvents();
  private final List<String> problems = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> workers = new ArrayList<>();
  private volatile boolean working = true;
  private JfrSampling sampling;

  @BeforeEach
  void start(@TempDir Path own) {
    sampling = new JfrSampling(seen, false, own, Thread::new, problems::add);
    assumeThat(new RecorderVolume().problem(false)).as("room for the recorder").isNull();
    sampling.look();
  }

  @AfterEach
  void stop() throws InterruptedException {
    working = false;
    sampling.close();
    for (Thread worker : workers) {
      worker.join();
    }
    assertThat(problems).isEmpty();
    assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
  }

  private Thread work(String name, Consumer<BooleanSupplier> task) {
    Thread worker = new Thread(() -> task.accept(() -> working), name);
    workers.add(worker);
    worker.start();
    return worker;
  }

  @Test
  void namesWhatRunsAndWhatTheJvmTakes() throws InterruptedException {
    long burner = work("burner", Busy::burn).getId();
    long sorter = work("sorter", Busy::sort).getId();
    long own = work("rein-something", Busy::fill).getId();
    assertThat(seen.await(() -> seen.samples(burner) >= 10 && seen.samples(sorter) >= 10)).isTrue();
    assertThat(seen.hottest(burner)).isEqualTo("dev.rein.stranger.Busy.burn");
    assertThat(seen.hottest(sorter))
        .matches("java\\.util\\..* by dev\\.rein\\.stranger\\.Busy\\.sort");
    assertThat(seen.threads()).contains(burner, sorter).doesNotContain(own);

    assertThat(seen.await(() -> seen.jvm > 0 && seen.activeThreads > 0)).isTrue();
    assertThat(seen.await(() -> seen.threadShares.containsKey("burner"))).isTrue();
    assertThat(seen.jvm).isBetween(0.0, 1.0);
    assertThat(seen.machine).isBetween(0.0, 1.0);
    assertThat(seen.peakThreads).isGreaterThanOrEqualTo(seen.activeThreads);
    assertThat(seen.threadShares.get("burner")).isBetween(0.0, 1.0);
    assertThat(seen.threadShares.keySet()).noneMatch(name -> name.startsWith("rein-"));
  }

  @Test
  void sumsWhatIsAllocated() throws InterruptedException {
    // What is allocated before the recording runs is not seen, and starting it may take a second.
    long burner = work("burner", Busy::burn).getId();
    assertThat(seen.await(() -> seen.samples(burner) > 0)).isTrue();
    long filler = work("filler", Busy::fill).getId();
    String site = "byte[] at dev.rein.stranger.Busy.fill";
    assertThat(seen.await(() -> seen.bytes(filler, site) > 500_000_000)).isTrue();
    // A sample tells of all since the one before: what is allocated by now comes with the next.
    long soFar = allocatedBy(filler);
    assertThat(seen.await(() -> seen.bytes(filler, site) > soFar / 20 * 19)).isTrue();
    assertThat(seen.bytes(filler, site)).isLessThan(allocatedBy(filler) / 20 * 21);
  }

  private static long allocatedBy(long thread) {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(thread);
  }

  @Test
  void tellsOfPausesAndOfWhatIsLeftAfterThem() throws InterruptedException {
    // The recording begins some time after start(): a collection before that is not seen.
    work("collector", goOn -> collectWhile(goOn));
    assertThat(seen.await(() -> seen.pauses > 0 && seen.heapUsed > 0)).isTrue();
    assertThat(seen.pausedNanos).isPositive();
    assertThat(seen.heapUsed).isLessThan(Runtime.getRuntime().maxMemory());
  }

  private static void collectWhile(BooleanSupplier goOn) {
    while (goOn.getAsBoolean()) {
      System.gc();
    }
  }

  @Test
  void othersRecordingsAreLeftAlone(@TempDir Path files) throws Exception {
    try (Recording others = new Recording()) {
      others.enable("jdk.JavaThreadStatistics").with("period", "100 ms");
      others.start();
      long burner = work("burner", Busy::burn).getId();
      assertThat(seen.await(() -> seen.samples(burner) > 0)).isTrue();
      sampling.setAttentive(false);
      sampling.close();
      assertThat(others.getSettings())
          .containsEntry("jdk.JavaThreadStatistics#period", "100 ms")
          .doesNotContainKey("jdk.ExecutionSample#enabled");
      others.stop();
      Path file = files.resolve("others.jfr");
      others.dump(file);
      assertThat(jdk.jfr.consumer.RecordingFile.readAllEvents(file))
          .anyMatch(event -> event.getEventType().getName().equals("jdk.JavaThreadStatistics"));
    }
  }
}
