package dev.rein.it.host;

import java.io.IOException;
import java.util.List;

/** Processes. */
final class ProcessActions {
  private ProcessActions() {}

  @Action(
      hooks =
          "java.lang.ProcessImpl.start(java.lang.String[],java.util.Map,java.lang.String,"
              + "java.lang.ProcessBuilder$Redirect[],boolean)",
      charges = "processes.spawned",
      refusal = IOException.class)
  static void startProcess(Work work) throws IOException, InterruptedException {
    Expect.that(
        new ProcessBuilder("true").directory(work.folder().toFile()).start().waitFor() == 0);
  }

  @Action(charges = "processes.spawned", refusal = IOException.class)
  static void execute(Work work) throws IOException, InterruptedException {
    Process process = Runtime.getRuntime().exec(new String[] {"echo", "hello"});
    Expect.that(process.getInputStream().readAllBytes().length == 6);
    Expect.that(process.waitFor() == 0);
  }

  @Action(charges = "processes.spawned=2", refusal = IOException.class)
  static void startPipeline(Work work) throws IOException, InterruptedException {
    List<Process> processes =
        ProcessBuilder.startPipeline(List.of(new ProcessBuilder("cat"), new ProcessBuilder("cat")));
    // The first lives until its input ends, so both live at once.
    processes.get(0).getOutputStream().close();
    for (Process process : processes) {
      Expect.that(process.waitFor() == 0);
    }
  }

  /** The file of the program's output is one the program asked for. */
  @Action(charges = "processes.spawned files.written files.accessed", refusal = IOException.class)
  static void startWithOutputFile(Work work) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("echo", "hello");
    Expect.that(builder.redirectOutput(work.fresh().toFile()).start().waitFor() == 0);
  }

  /** Ended by the handle or by the process itself, it is one start and no charge for the end. */
  @Action(
      hooks = "java.lang.ProcessHandleImpl.destroyProcess(boolean)",
      charges = "processes.spawned",
      refusal = IOException.class)
  static void destroy(Work work) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("cat").start();
    Expect.that(work.call() % 2 == 0 ? process.toHandle().destroy() : destroyed(process));
    Expect.that(process.waitFor() == 128 + 15);
  }

  private static boolean destroyed(Process process) {
    process.destroy();
    return true;
  }

  @Action(charges = "processes.spawned", refusal = IOException.class)
  static void kill(Work work) throws IOException, InterruptedException {
    Expect.that(new ProcessBuilder("cat").start().destroyForcibly().waitFor() == 128 + 9);
  }

  /** Its arguments hold what nobody else must read. */
  @Action(charges = "processes.spawned", refusal = IOException.class)
  static void startWithSecret(Work work) throws IOException, InterruptedException {
    String url = "https://joe:hunter2@localhost/?sig=hunter2";
    Process process =
        new ProcessBuilder("echo", "--password=hunter2", "--token", "hunter2", "-phunter2", url)
            .start();
    Expect.that(process.waitFor() == 0);
  }

  /** Nobody waits for it, and nobody asks how it ended. */
  @Action(charges = "processes.spawned", refusal = IOException.class)
  static void startAndForget(Work work) throws IOException {
    Expect.that(new ProcessBuilder("sh", "-c", "exit 3").start().pid() > 0);
  }
}
