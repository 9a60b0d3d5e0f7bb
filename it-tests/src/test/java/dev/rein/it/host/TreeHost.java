package dev.rein.it.host;

import java.io.IOException;

/** Starts a JVM for each main class it is given, one after the other; their output is its own. */
public final class TreeHost {
  private TreeHost() {}

  /** Takes the java command and main classes. */
  public static void main(String[] args) throws IOException, InterruptedException {
    System.out.println("tree");
    for (int i = 1; i < args.length; i++) {
      String classPath = System.getProperty("java.class.path");
      int exitCode =
          new ProcessBuilder(args[0], "-cp", classPath, args[i]).inheritIO().start().waitFor();
      System.out.println("ended with " + exitCode);
    }
  }
}
