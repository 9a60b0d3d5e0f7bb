package dev.rein.agent.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import dev.rein.agent.config.Version;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerUnreadableException;
import dev.rein.agent.view.Amount;
import dev.rein.agent.view.Csv;
import dev.rein.agent.view.JvmView;
import dev.rein.agent.view.Printable;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code rein ps}: the JVMs of this machine and user, and which of them are under Rein. */
@Command(name = "ps", description = "Lists the JVMs on this machine and which are under Rein.")
final class PsCommand implements Callable<Integer> {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  @Mixin private LedgerDir dir;

  @ArgGroup private DataForm form = new DataForm();

  /** What the ledger of a JVM under Rein says of it; nothing of an amount that it does not tell. */
  private record Ledger(LedgerFolder folder, OptionalLong cpuPercent, OptionalLong rss) {}

  /** A JVM; with its ledger when it is under Rein. */
  private record Jvm(long pid, String main, @Nullable Ledger ledger) {}

  @Override
  public Integer call() {
    List<Jvm> jvms = jvms();
    if (form.isJson()) {
      Stdout.line(document(jvms));
    } else if (form.isCsv()) {
      csv(jvms);
    } else {
      Stdout.line(row("PID", "REIN", "CPU", "MEMORY", "MAIN"));
      for (Jvm jvm : jvms) {
        Ledger ledger = jvm.ledger();
        Stdout.line(
            row(
                String.valueOf(jvm.pid()),
                ledger == null ? "-" : "yes",
                ledger == null ? "-" : amount(ledger.cpuPercent(), "percent"),
                ledger == null ? "-" : amount(ledger.rss(), "bytes"),
                Printable.of(jvm.main())));
      }
    }
    Stdout.flush();
    return ExitCode.OK;
  }

  private static void csv(List<Jvm> jvms) {
    Stdout.line(Csv.row("pid", "main", "under_rein", "folder", "cpu_percent", "rss_bytes"));
    for (Jvm jvm : jvms) {
      Ledger ledger = jvm.ledger();
      Stdout.line(
          Csv.row(
              jvm.pid(),
              jvm.main(),
              ledger != null,
              ledger == null ? null : ledger.folder().path(),
              ledger == null ? null : orNull(ledger.cpuPercent()),
              ledger == null ? null : orNull(ledger.rss())));
    }
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%10s  %-5s %5s %11s  %s", cells);
  }

  private static String amount(OptionalLong amount, String unit) {
    return amount.isEmpty() ? "-" : Amount.of(amount.getAsLong(), unit);
  }

  private List<Jvm> jvms() {
    Map<Long, Ledger> ledgers = runningLedgers();
    long self = ProcessHandle.current().pid();
    List<Jvm> jvms = new ArrayList<>();
    for (VirtualMachineDescriptor descriptor : VirtualMachine.list()) {
      long pid = Long.parseLong(descriptor.id());
      if (pid != self) {
        jvms.add(new Jvm(pid, mainClass(descriptor), ledgers.remove(pid)));
      }
    }
    // Those that do not tell the attach mechanism of themselves, -XX:-UsePerfData for one.
    ledgers.forEach((pid, ledger) -> jvms.add(new Jvm(pid, ledger.folder().meta().main(), ledger)));
    jvms.sort(Comparator.comparingLong(Jvm::pid));
    return jvms;
  }

  /** The newest ledger of each process that lives, if Rein has not left it since. */
  private Map<Long, Ledger> runningLedgers() {
    Map<Long, LedgerFolder> folders = new HashMap<>();
    if (Files.isDirectory(dir.path())) {
      for (LedgerFolder folder : dir.all()) {
        if (folder.meta().isProcessAlive()) {
          folders.putIfAbsent(folder.meta().pid(), folder);
        }
      }
    }
    Map<Long, Ledger> ledgers = new HashMap<>();
    folders.forEach((pid, folder) -> read(folder).ifPresent(ledger -> ledgers.put(pid, ledger)));
    return ledgers;
  }

  /** Empty when Rein has left the process. */
  private static Optional<Ledger> read(LedgerFolder folder) {
    try (JvmView view = JvmView.open(folder)) {
      view.refresh(event -> {});
      return view.state().equals("running")
          ? Optional.of(new Ledger(folder, view.used("cpu.share"), view.used("memory.rss")))
          : Optional.empty();
    } catch (LedgerUnreadableException e) {
      LedgerDir.warn(e.getMessage());
      return Optional.of(new Ledger(folder, OptionalLong.empty(), OptionalLong.empty()));
    }
  }

  /** The descriptor has the whole command line of the program; its arguments may be secrets. */
  private static String mainClass(VirtualMachineDescriptor descriptor) {
    String line = descriptor.displayName();
    int end = line.indexOf(' ');
    String main = end < 0 ? line : line.substring(0, end);
    return main.isEmpty() ? "?" : main;
  }

  private static String document(List<Jvm> jvms) {
    JsonObject document = new JsonObject();
    document.addProperty("rein", Version.NUMBER);
    JsonArray list = new JsonArray();
    for (Jvm jvm : jvms) {
      Ledger ledger = jvm.ledger();
      JsonObject json = new JsonObject();
      json.addProperty("pid", jvm.pid());
      json.addProperty("main", jvm.main());
      json.addProperty("under_rein", ledger != null);
      json.addProperty("folder", ledger == null ? null : ledger.folder().path().toString());
      json.addProperty("cpu_percent", ledger == null ? null : orNull(ledger.cpuPercent()));
      json.addProperty("rss_bytes", ledger == null ? null : orNull(ledger.rss()));
      list.add(json);
    }
    document.add("jvms", list);
    return GSON.toJson(document);
  }

  private static @Nullable Long orNull(OptionalLong amount) {
    return amount.isEmpty() ? null : Long.valueOf(amount.getAsLong());
  }
}
