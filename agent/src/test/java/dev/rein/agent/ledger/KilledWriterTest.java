package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a kill the ledger has what was counted up to the last tick but one, and no more. */
class KilledWriterTest {
  private static final int KILLS = 6;

  @TempDir private Path dir;

  @Test
  void countersEndAtMostOneTickBehind() throws IOException, InterruptedException {
    Random random = new Random(31);
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer =
          OtherProcess.builder(KilledWriterTest.class, List.of(), dir)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader said = writer.inputReader();
      LedgerFolder folder = LedgerFolder.open(Path.of(said.readLine()));
      long last = 0;
      long lastButOne = 0;
      for (int tick = 1 + random.nextInt(6); tick > 0; tick--) {
        lastButOne = last;
        last = Long.parseLong(said.readLine());
      }
      // The process itself would close the stream, of which the rest is wanted.
      assertThat(writer.toHandle().destroyForcibly()).isTrue();
      writer.waitFor();
      for (String line = said.readLine(); line != null; line = said.readLine()) {
        lastButOne = last;
        last = Long.parseLong(line);
      }

      long kept = 0;
      for (LedgerEntry entry : Ledgers.read(folder)) {
        kept += ((LedgerEntry.Counters) entry).deltas().get(0).used();
      }
      assertThat(kept).isIn(lastButOne, last);
    }
  }

  /** Counts at every tick, and says what it came to; a tick begins when the last one is written. */
  public static void main(String[] args) throws IOException {
    LedgerFolder folder = LedgerFolder.create(Path.of(args[0]), Samples.meta());
    System.out.println(folder.path());
    long[] counted = new long[2];
    CounterSource source =
        sink -> {
          counted[0]++;
          counted[1] += counted[0];
          sink.accept(Samples.counters("files.read", counted[0]));
          System.out.println(counted[1]);
        };
    LedgerWriter unused =
        LedgerWriter.start(() -> folder, source, System.err::println, Thread::new);
    while (System.in.read() >= 0) {
      // Until it is killed.
    }
  }
}
