package dev.rein.agent.ledger;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM that writes a ledger until it is killed. Says the ledger's folder when one entry is in, and
 * takes commands of one character: {@code c} to count one file more, else to write a notice more.
 */
final class OtherProcess {
  private OtherProcess() {}

  public static void main(String[] args) throws IOException {
    LedgerFolder folder = LedgerFolder.create(Path.of(args[0]), Samples.meta());
    LedgerWriter writer =
        LedgerWriter.start(() -> folder, Ledgers.NOTHING_COUNTED, System.err::println, Thread::new);
    writer.offer(Samples.TABLE);
    writer.offerAndAwait(new LedgerEntry.Notice(1, "info", "first"), Duration.ofSeconds(20));
    System.out.println(folder.path());
    for (int command = System.in.read(); command >= 0; command = System.in.read()) {
      if (command == 'c') {
        writer.offer(new LedgerEntry.AccountOpened(2, 0, "jvm", null));
        writer.offerAndAwait(Samples.counters("files.read", 1), Duration.ofSeconds(20));
        System.out.println("counted");
      } else {
        writer.offerAndAwait(new LedgerEntry.Notice(2, "info", "next"), Duration.ofSeconds(20));
      }
    }
  }

  static Process start(Path dir) throws IOException {
    return builder(OtherProcess.class, List.of(), dir)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** A JVM with the openings of this one. */
  static ProcessBuilder builder(Class<?> main, List<String> options, Path argument) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> option.startsWith("--add"))
        .forEach(command::add);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(argument.toString());
    return new ProcessBuilder(command);
  }
}
