package dev.rein.agent.cli;

import dev.rein.agent.control.ControlClient;
import dev.rein.agent.control.ControlException;
import dev.rein.agent.control.UnreachableException;
import dev.rein.agent.ledger.LedgerFolder;
import dev.rein.agent.ledger.LedgerMeta;
import dev.rein.agent.view.Printable;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The running JVM that a command steers, and how its answers become those of the command. */
final class SteeredJvm {
  /** How long after its start a JVM is waited for. */
  private static final Duration LONGEST_START = Duration.ofSeconds(10);

  private static final long RETRY_MILLIS = 50;

  @Parameters(
      index = "0",
      paramLabel = "PID|FOLDER",
      description = "A running JVM, or its ledger's folder.")
  private String target = "";

  @Mixin private LedgerDir dir;

  /** Something to ask of a JVM. */
  interface Question<T> {
    T ask(ControlClient jvm) throws ControlException, UnreachableException;
  }

  /** As the user has named it. */
  String name() {
    return target;
  }

  /**
   * Asks, and again while the JVM has only just started.
   *
   * @throws CommandFailure when there is no answer, or it is no
   */
  <T> T ask(Question<T> question) {
    LedgerFolder folder = OpenLedger.of(target).orElseGet(this::named);
    LedgerMeta meta = folder.meta();
    ControlClient jvm = new ControlClient(folder.path());
    while (true) {
      if (!meta.isProcessAlive()) {
        throw new CommandFailure(
            ExitCode.NO_SUCH_TARGET,
            "process " + meta.pid() + " has ended; `rein ps` lists the JVMs that run");
      }
      try {
        return question.ask(jvm);
      } catch (ControlException e) {
        throw new CommandFailure(ExitCode.FAILURE, printable(e));
      } catch (UnreachableException e) {
        boolean young = Instant.now().isBefore(meta.started().plus(LONGEST_START));
        if (!young || e.why() != UnreachableException.Why.NOT_THERE) {
          throw new CommandFailure(exitCode(e.why()), printable(e));
        }
        pause();
      }
    }
  }

  /** The ledger that {@code --dir} has of the target. */
  private LedgerFolder named() {
    if (target.matches("\\d{1,18}") && !Files.isDirectory(dir.path())) {
      throw new CommandFailure(ExitCode.NO_SUCH_TARGET, whyNotFound(Long.parseLong(target)));
    }
    return dir.find(target).get(0);
  }

  private static String whyNotFound(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
        ? "there is no process " + pid + "; `rein ps` lists the JVMs"
        : "Rein is not at work in process "
            + pid
            + ", or its ledger cannot be found; `rein attach "
            + pid
            + "` puts it there, --dir names the folder of ledgers";
  }

  /** The same for what has no answer but that it is done. */
  void tell(Order order) {
    this.<Boolean>ask(
        jvm -> {
          order.give(jvm);
          return true;
        });
  }

  /** Something to be done in a JVM. */
  interface Order {
    void give(ControlClient jvm) throws ControlException, UnreachableException;
  }

  private static int exitCode(UnreachableException.Why why) {
    return switch (why) {
      case NOT_THERE -> ExitCode.NO_SUCH_TARGET;
      case NOT_ALLOWED -> ExitCode.ATTACH_REFUSED;
      case NO_ANSWER -> ExitCode.FAILURE;
    };
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.FAILURE, "interrupted");
    }
  }

  /** Words from another process. */
  private static String printable(Exception e) {
    return Printable.of(String.valueOf(e.getMessage()));
  }

  /** Tells the user what was done. */
  static void say(String line) {
    System.err.println("rein: " + Printable.of(line));
  }
}
