package dev.rein.agent.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.ledger.LedgerEntry.Delta;
import dev.rein.agent.ledger.LedgerEntry.HostUse;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.view.JvmView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large ledger is read in a heap that it does not fit into, with all that is made of it. */
class LargeLedgerTest {
  private static final int ENTRIES = 1_000_000;

  @TempDir private Path dir;

  @Test
  void aMillionEntriesInASmallHeap() throws IOException, InterruptedException {
    LedgerFolder folder = Ledgers.folder(dir);
    try (LedgerQueue queue = LedgerQueue.open(folder.queue())) {
      queue.append(Samples.TABLE);
      queue.append(new LedgerEntry.AccountOpened(Samples.AT, 0, "jvm", null));
      for (int i = 0; i < ENTRIES; i++) {
        queue.append(entry(i));
      }
      queue.append(new LedgerEntry.Stopped(Samples.AT + ENTRIES, "exit", 0));
    }

    Process reader =
        OtherProcess.builder(LargeLedgerTest.class, List.of("-Xmx32m"), folder.path())
            .redirectErrorStream(true)
            .start();
    String said = new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(reader.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo("ended, used 400000, 400002 events, []\n");
  }

  /** Of all kinds that can grow: targets, commands, hosts, accounts. */
  private static LedgerEntry entry(int i) {
    long at = Samples.AT + i;
    return switch (i % 10) {
      case 0 -> new LimitEvent(at, 0, LimitEvent.Kind.DENIED, "files.read", 1, 1, "/made/" + i);
      case 1 -> new LedgerEntry.ProcessStarted(at, 0, i, "git commit -m " + i);
      case 2 -> new LedgerEntry.HostCounters(at, i + ".org", List.of(new HostUse("net", 1)));
      case 3 -> new LedgerEntry.AccountOpened(at, i, "agent-" + i, "jvm");
      case 4 -> new LedgerEntry.Delivered(at, 0, "kind-" + i, "", List.of());
      case 5 -> new LedgerEntry.Counters(at, i, List.of(new Delta("own." + i, 1, 0, 0)));
      default -> new LedgerEntry.Counters(at, 0, List.of(new Delta("files.read", 1, 0, 0)));
    };
  }

  public static void main(String[] args) throws IOException {
    long[] events = new long[1];
    try (JvmView view = JvmView.open(LedgerFolder.open(Path.of(args[0])))) {
      view.refresh(event -> events[0]++);
      System.out.println(
          view.state()
              + ", used "
              + view.used("files.read").orElse(-1)
              + ", "
              + events[0]
              + " events, "
              + view.remarks());
    }
  }
}
