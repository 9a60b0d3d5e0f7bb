package dev.rein.agent;

import java.io.File;
import java.io.IOException;
import java.util.jar.JarFile;

/** Entry of the command line: {@code java -jar rein.jar …}. Hands over to what lies inside. */
public final class ReinMain {
  private ReinMain() {}

  public static void main(String[] args) throws ReflectiveOperationException, IOException {
    File jar = new File(System.getProperty("java.class.path"));
    int exitCode;
    try (IsolatedClassLoader inside =
        new IsolatedClassLoader(new JarFile(jar), ReinMain.class.getClassLoader())) {
      Thread.currentThread().setContextClassLoader(inside);
      Class<?> rein = Class.forName("dev.rein.agent.cli.ReinCommand", true, inside);
      exitCode =
          (int)
              rein.getMethod("execute", File.class, String[].class)
                  .invoke(null, jar.getAbsoluteFile(), args);
    }
    System.exit(exitCode);
  }
}
