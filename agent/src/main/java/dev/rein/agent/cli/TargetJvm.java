package dev.rein.agent.cli;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.File;
import java.io.IOException;

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
   * Has the JVM run the agent's {@code agentmain} and waits until it is done.
   *
   * @param arguments as {@code agentmain} takes them
   */
  void loadAgent(String arguments) {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      throw new CommandFailure(
          ExitCode.NO_SUCH_TARGET, "there is no process " + pid + "; `rein ps` lists the JVMs");
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
