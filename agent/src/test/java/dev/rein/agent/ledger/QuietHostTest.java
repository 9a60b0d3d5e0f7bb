package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a host would notice of Chronicle, whose classes are initialised here for the first time. */
class QuietHostTest {
  @TempDir private Path dir;

  /** Writes and reads a ledger and prints what has changed in the JVM. */
  static final class Host {
    private Host() {}

    public static void main(String[] args) throws IOException {
      Map<Object, Object> before = new TreeMap<>(System.getProperties());
      LedgerFolder folder = LedgerFolder.create(Path.of(args[0]), Samples.meta());
      LedgerWriter writer =
          LedgerWriter.start(
              () -> folder, Ledgers.NOTHING_COUNTED, System.err::println, Thread::new);
      writer.offer(Samples.TABLE);
      if (!writer.close("exit", Duration.ofSeconds(20)) || Ledgers.read(folder).size() != 2) {
        System.out.println("the ledger was not written");
      }
      Map<Object, Object> after = new TreeMap<>(System.getProperties());
      if (!after.equals(before)) {
        System.out.println(before + " became " + after);
      }
    }
  }

  /** Ends before the queue can be open, and closes its writer in a shutdown hook. */
  static final class ShortHost {
    private ShortHost() {}

    public static void main(String[] args) throws IOException {
      LedgerFolder folder = LedgerFolder.create(Path.of(args[0]), Samples.meta());
      CountDownLatch ending = new CountDownLatch(1);
      LedgerWriter writer =
          LedgerWriter.start(
              () -> folder,
              Ledgers.NOTHING_COUNTED,
              System.err::println,
              Ledgers.startingAfter(ending));
      writer.offer(Samples.TABLE);
      Thread hook =
          new Thread(
              () -> {
                ending.countDown();
                writer.close("exit", Duration.ofSeconds(20));
              });
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  @Test
  void aJvmThatEndsBeforeTheQueueIsOpenStillGetsItsLedger() throws Exception {
    Process host =
        OtherProcess.builder(ShortHost.class, List.of(), dir).redirectErrorStream(true).start();

    assertThat(new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(host.waitFor()).isZero();
    LedgerFolder folder = LedgerFolder.list(dir, remark -> {}).get(0);
    assertThat(Ledgers.read(folder)).hasSize(2).startsWith(Samples.TABLE);
  }

  @Test
  void nothingIsPrintedAndNoPropertyAndNoOtherFolderIsLeft() throws Exception {
    Path work = Files.createDirectory(dir.resolve("work"));
    Path temp = Files.createDirectory(dir.resolve("temp"));
    Files.writeString(work.resolve("system.properties"), "leaked=true\n");

    Process host =
        OtherProcess.builder(
                Host.class,
                List.of("-Djava.io.tmpdir=" + temp, "-XX:-UsePerfData"),
                dir.resolve("ledgers"))
            .directory(work.toFile())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(host.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
    assertThat(host.waitFor()).isZero();
    try (Stream<Path> inWork = Files.list(work);
        Stream<Path> inTemp = Files.list(temp)) {
      assertThat(inWork).containsExactly(work.resolve("system.properties"));
      assertThat(inTemp).isEmpty();
    }
  }
}
