package dev.rein.agent.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where in a checkout of Rein the programs and the policy of the demo lie. */
record DemoKit(Path home) {
  /**
   * The kit of the checkout that the launcher names in {@code rein.home}, or else of the one that
   * the jar lies in as {@code agent/target/rein.jar}.
   */
  static DemoKit of(File jar) {
    String launcherHome = System.getProperty("rein.home");
    Path home = launcherHome == null ? jar.toPath().resolve("../../..") : Path.of(launcherHome);
    DemoKit kit = new DemoKit(home.toAbsolutePath().normalize());
    if (!Files.isDirectory(kit.libraries()) || !Files.isRegularFile(kit.policy())) {
      throw new CommandFailure(
          ExitCode.FAILURE,
          "the demo's programs are not in "
              + kit.home
              + "; they come with the sources: git clone them, then ./rein demo");
    }
    return kit;
  }

  String classPath() {
    return home.resolve("it-tests/target/classes") + File.pathSeparator + libraries() + "/*";
  }

  Path policy() {
    return home.resolve("it-tests/src/demo/demo-policy.yaml");
  }

  private Path libraries() {
    return home.resolve("it-tests/target/demo/lib");
  }
}
