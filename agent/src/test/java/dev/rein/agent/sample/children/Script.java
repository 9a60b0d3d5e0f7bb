package dev.rein.agent.sample.children;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;

/** A shell script, told on stdin when to go on. */
record Script(Process process, BufferedReader output) implements AutoCloseable {
  /** Uses CPU time, some tenths of a second of it. */
  static final String BURN = "i=0; while [ $i -lt 150000 ]; do i=$((i+1)); done";

  static Script start(String script) throws IOException {
    Process process =
        new ProcessBuilder("sh", "-c", "exec 3<&0; " + script)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new Script(process, process.inputReader(UTF_8));
  }

  /** Its next line on stdout. */
  String readLine() throws IOException {
    return output.readLine();
  }

  /** Lets whoever of it reads go on. */
  void go() throws IOException {
    OutputStream in = process.getOutputStream();
    in.write('\n');
    in.flush();
  }

  /** The end of stdin ends whoever reads it. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.destroyForcibly();
  }
}
