package dev.rein.agent.view.terminal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import org.jline.terminal.Terminal;
import org.jline.utils.Curses;
import org.jline.utils.InfoCmp.Capability;

/**
 * What makes a terminal what it was before, without jline's help: as a process ends, jline closes
 * the terminal for itself, at any moment.
 *
 * @param sequences to be sent to it
 * @param settings as stty has told them
 */
record Restoration(String sequences, String settings) {
  static Restoration of(Terminal terminal) throws IOException, InterruptedException {
    StringBuilder sequences = new StringBuilder();
    for (Capability one :
        new Capability[] {
          Capability.exit_attribute_mode, Capability.cursor_normal, Capability.exit_ca_mode
        }) {
      String sequence = terminal.getStringCapability(one);
      sequences.append(sequence == null ? "" : Curses.tputs(sequence));
    }
    Process stty =
        new ProcessBuilder("stty", "-g")
            .redirectInput(Redirect.INHERIT)
            .redirectError(Redirect.DISCARD)
            .start();
    String settings = new String(stty.getInputStream().readAllBytes(), US_ASCII).strip();
    int exitCode = stty.waitFor();
    return new Restoration(sequences.toString(), exitCode == 0 ? settings : "sane");
  }

  void restore() throws InterruptedException {
    try {
      // Not to be closed: it is the whole program's.
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write(sequences.getBytes(US_ASCII));
    } catch (IOException gone) {
      // Nobody looks at it any more.
    }
    restoreSettings();
  }

  void restoreSettings() throws InterruptedException {
    try {
      new ProcessBuilder("stty", settings)
          .redirectInput(Redirect.INHERIT)
          .redirectError(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException gone) {
      // There is nothing to restore.
    }
  }
}
