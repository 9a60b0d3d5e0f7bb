package dev.rein.it.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rein.agent.IsolatedClassLoader;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Method;
import java.util.jar.JarFile;

/**
 * Runs one command of Rein's command line after another, as many as there are lines on stdin, whose
 * words are separated by tabs. Prints {@code ended} and the exit code after each.
 */
public final class CommandsHost {
  private CommandsHost() {}

  /** Takes Rein's jar. */
  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    File jar = new File(args[0]);
    try (IsolatedClassLoader inside =
        new IsolatedClassLoader(new JarFile(jar), CommandsHost.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(inside);
      Method execute =
          Class.forName("dev.rein.agent.cli.ReinCommand", true, inside)
              .getMethod("execute", File.class, String[].class);
      BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        Object exitCode = execute.invoke(null, jar, line.split("\t", -1));
        System.out.println("ended");
        System.out.println(exitCode);
      }
    }
  }
}
