package dev.rein.agent;

import dev.rein.agent.config.Version;
import java.io.File;
import java.net.URL;
import jdk.internal.misc.VM;

/** Which JDK and which Rein this is, and whether the JDK's classes can have been changed. */
final class JdkBuild {
  private JdkBuild() {}

  /**
   * Names everything that a woven class of the JDK depends on: another build of the JDK, a run-time
   * image linked anew, and another build of Rein each give another text.
   */
  static String key() {
    String home = System.getProperty("java.home");
    return String.join(
        "|",
        Version.NUMBER,
        System.getProperty("java.vm.vendor"),
        System.getProperty("java.vm.version"),
        stamp(new File(home, "lib/modules")),
        stamp(new File(jar().getPath())));
  }

  private static URL jar() {
    return JdkBuild.class.getProtectionDomain().getCodeSource().getLocation();
  }

  private static String stamp(File file) {
    return file.getPath() + " " + file.length() + " " + file.lastModified();
  }

  /**
   * True when no class of the JDK can differ from its class file in the run-time image: this agent
   * is the only one on the command line, and nothing is patched.
   */
  static boolean isUntouched() {
    // Null for a JVM without any option, which can only have been attached to.
    String[] arguments = VM.getRuntimeArguments();
    if (arguments == null) {
      return false;
    }
    int agents = 0;
    for (String argument : arguments) {
      if (argument.startsWith("-javaagent:")) {
        agents++;
      } else if (argument.startsWith("--patch-module") || argument.startsWith("-Xbootclasspath")) {
        return false;
      }
    }
    return agents == 1;
  }
}
