package dev.rein.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A running JVM, reached through the JDK's attach mechanism, that loads Rein's agent on request.
 */
final class TargetJvm {
  private final long pid;
  private final File jar;

  /**
   * @param jar Rein's own jar
   */
  TargetJvm(long pid, File jar) {
    this.pid = pid;
    this.jar = jar;
  }

  /**
   * Has the agent in the JVM carry out a command and waits until it is done.
   *
   * @param command what the agent is to do: start, resume, detach
   * @param arguments of the command; empty when it has none
   * @return whether it went well, and the agent's words
   */
  Answer ask(String command, String arguments) {
    Path answer = answerFile();
    try {
      loadAgent("@" + command + ";" + answer + ";" + arguments);
      List<String> lines = Files.readAllLines(answer);
      if (lines.isEmpty()) {
        throw new CommandFailure(
            ExitCode.FAILURE,
            "process " + pid + " took the agent but did not answer; see its stderr");
      }
      return new Answer(lines.get(0).equals("ok"), List.copyOf(lines.subList(1, lines.size())));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILURE, "cannot read the answer of process " + pid + ": " + e.getMessage());
    } finally {
      delete(answer);
    }
  }

  /** What the agent answered. */
  record Answer(boolean ok, List<String> lines) {}

  private static Path answerFile() {
    try {
      return Files.createTempFile("rein-", ".answer");
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILURE, "cannot write to the temporary folder: " + e.getMessage());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException ignored) {
      // An empty file in the temporary folder hurts nobody.
    }
  }

  private void loadAgent(String arguments) {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_TARGET, "there is no process " + pid + "; `rein ps` lists the JVMs");
    }
    if (isKnownToBeNoJvm()) {
      throw new CommandFailure(
          ExitCode.ATTACH_REFUSED, "process " + pid + " is no JVM; `rein ps` lists the JVMs");
    }
    VirtualMachine vm = attach();
    try {
      vm.loadAgent(jar.getPath(), arguments);
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw new CommandFailure(
          ExitCode.ATTACH_REFUSED,
          "process " + pid + " did not take the agent: " + e.getMessage() + "; see its stderr");
    } finally {
      detach(vm);
    }
  }

  /** Attaching to something else sends it a signal and waits ten seconds for an answer. */
  private boolean isKnownToBeNoJvm() {
    try (Stream<String> mappings = Files.lines(Path.of("/proc/" + pid + "/maps"))) {
      return mappings.noneMatch(line -> line.contains("libjvm"));
    } catch (IOException | UncheckedIOException notToBeKnown) {
      return false;
    }
  }

  private VirtualMachine attach() {
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException | IOException e) {
      throw new CommandFailure(
          ExitCode.ATTACH_REFUSED,
          "cannot attach to process "
              + pid
              + ": "
              + e.getMessage()
              + "; it must be a JVM of your own user that allows attaching");
    }
  }

  private static void detach(VirtualMachine vm) {
    try {
      vm.detach();
    } catch (IOException ignored) {
      // The JVM has ended meanwhile; what was asked of it is done.
    }
  }
}
