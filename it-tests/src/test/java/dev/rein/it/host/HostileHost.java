package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.api.Rein;
import dev.rein.api.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An agent with a bad name, which writes to a file with a bad name and runs commands with bad
 * arguments, and prints {@code ok} or {@code refused} for each command.
 */
@SuppressWarnings("try") // The scope is there to be closed.
public final class HostileHost {
  /** Would do harm as markup, and turns around what stands behind it. */
  private static final String NAME = "<img src=x onerror=alert(1)>\u202eevil";

  private HostileHost() {}

  /** Takes a folder to write to. */
  public static void main(String[] args) throws IOException {
    try (Scope scope = Rein.agent(NAME)) {
      BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      System.out.println("ready");
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        work(line, Path.of(args[0], "<img src=x onerror=alert(2)>"));
      }
    }
  }

  private static void work(String command, Path file) {
    try {
      if (command.equals("run")) {
        new ProcessBuilder("true", NAME + "x".repeat(10_000)).start();
        System.out.println("ok");
      } else {
        Files.writeString(file, "written");
      }
    } catch (IOException e) {
      if (command.equals("run")) {
        System.out.println("refused");
      }
    }
  }
}
