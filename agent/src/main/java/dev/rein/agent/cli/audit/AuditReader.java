package dev.rein.agent.cli.audit;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.ledger.LifecycleEntry.LeftOpen;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.LedgerState;
import dev.rein.agent.view.LeftThings;
import dev.rein.agent.view.Measured;
import dev.rein.agent.view.Timeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes an audit of ledgers that have been read, and of what it finds on this machine. */
public final class AuditReader {
  private static final long MOST_OF_A_NOTE = 4096;

  private final Instant now;

  public AuditReader(Instant now) {
    this.now = now;
  }

  /**
   * Looks at everything.
   *
   * @param dir the folder of ledgers
   * @param all whether all its ledgers are looked at, and so what they share is told too
   */
  public Audit read(Path dir, List<JvmView> views, boolean all) {
    List<JvmAudit> jvms = new ArrayList<>();
    List<Cleanable> cleanable = new ArrayList<>();
    for (JvmView view : views) {
      JvmAudit jvm = jvm(view);
      jvms.add(jvm);
      if (!jvm.state().equals("running")) {
        add(
            "ledger of " + jvm.pid() + ", which has " + ended(jvm),
            view.folder().path(),
            cleanable);
        addRecorder(view.folder().path(), cleanable);
      }
    }
    Path cache = dir.toAbsolutePath().normalize().resolve("woven");
    if (all && Files.isDirectory(cache, LinkOption.NOFOLLOW_LINKS)) {
      add("woven classes, which are made anew when they are needed", cache, cleanable);
    }
    return new Audit(dir.toString(), jvms, cleanable);
  }

  private static String ended(JvmAudit jvm) {
    return jvm.state().equals("killed") ? "been killed" : "ended";
  }

  private static void add(String what, Path path, List<Cleanable> cleanable) {
    cleanable.add(new Cleanable(what, path.toString(), DiskUse.of(path), Shell.remove(path)));
  }

  /** What a killed JVM's Flight Recorder has left, by the note in its folder. */
  private static void addRecorder(Path folder, List<Cleanable> cleanable) {
    Path note = folder.resolve("jfr-repository");
    try {
      if (Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS)
          && Files.size(note) < MOST_OF_A_NOTE) {
        Path left = Path.of(Files.readString(note, StandardCharsets.UTF_8).strip());
        if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)) {
          add("left by the Flight Recorder; the next start removes it", left, cleanable);
        }
      }
    } catch (IOException | InvalidPathException damaged) {
      // Then there is nothing that could be named.
    }
  }

  private JvmAudit jvm(JvmView view) {
    LedgerMeta meta = view.folder().meta();
    LedgerState content = view.content();
    String state = view.state();
    boolean alive = state.equals("running");
    Timeline memory = content.timelines().of(LedgerState.JVM, Measured.RSS);
    return new JvmAudit(
        meta.pid(),
        meta.main(),
        state,
        meta.started().toEpochMilli(),
        content.time().length(alive ? now.toEpochMilli() : 0),
        view.folder().path().toString(),
        DiskUse.of(view.folder().path()),
        memory == null ? 0 : Arrays.stream(memory.peaks()).max().orElse(0),
        today(content, "http.requests"),
        today(content, "llm.calls"),
        open(content, alive),
        content.left().beyond());
  }

  /** Since midnight, as exactly as the spans of a timeline are long. */
  private long today(LedgerState content, String resource) {
    Timeline timeline = content.timelines().of(LedgerState.JVM, resource);
    if (timeline == null) {
      return 0;
    }
    long midnight = now.truncatedTo(ChronoUnit.DAYS).toEpochMilli();
    long[] values = timeline.values();
    long spans = Math.max(0, midnight - timeline.start()) / timeline.span();
    long before = spans == 0 ? 0 : values[(int) Math.min(spans, values.length) - 1];
    return values[values.length - 1] - before;
  }

  private static List<OpenItem> open(LedgerState content, boolean alive) {
    LeftThings left = content.left();
    List<OpenItem> items = new ArrayList<>();
    for (LeftOpen open : left.all()) {
      items.add(LookedAt.item(open, content.idOf(open.account()), alive, left.failure(open)));
    }
    for (LedgerEntry.ProcessStarted child : left.children()) {
      items.add(LookedAt.item(asOpen(child), content.idOf(child.account()), alive, null));
    }
    return items;
  }

  /** One that has not been told as open, for it was killed too soon, or Rein is too old. */
  private static LeftOpen asOpen(LedgerEntry.ProcessStarted child) {
    return new LeftOpen(
        child.at(),
        child.account(),
        0,
        LeftOpen.Stage.OPEN,
        LeftOpen.Kind.PROCESS,
        child.pid(),
        child.command(),
        child.at(),
        "",
        "",
        false);
  }
}
