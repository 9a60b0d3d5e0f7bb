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
}
