package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.rein.it.host.HelloHost;
import dev.rein.it.host.PlainHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rein works whatever the JVM was told: other collectors, no compiler, checked JNI. */
class JvmOptionsIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void checkedJniInterpreterAndZgc(Jdk jdk) throws IOException, InterruptedException {
    works(jdk, "-Xcheck:jni", "-Xint", "-XX:+UseZGC");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void unsharedClassesAndParallelGc(Jdk jdk) throws IOException, InterruptedException {
    works(jdk, "-Xshare:off", "-XX:+UseParallelGC");
  }

  private void works(Jdk jdk, String... options) throws IOException, InterruptedException {
    PlainRun run = new PlainRun(folder);
    List<String> line =
        new ArrayList<>(
            HostCommand.on(jdk)
                .jvmOptions(options)
                .agent(run.arguments())
                .line(PlainHost.class.getName(), folder.toString()));
    line.remove("-XX:+UseSerialGC");
    try (HostJvm host = HostJvm.fork(line)) {
      run.endsWithItsLimitHeld(host);
      assertThat(host.stderr()).isEmpty();
      run.wasCountedAlone(host);
    }
  }

  /** Where one is allowed but none set, all is as ever; JDK 24 has none any more. */
  @ParameterizedTest
  @MethodSource("jdks")
  void allowedSecurityManager(Jdk jdk) throws IOException, InterruptedException {
    assumeThat(jdk.feature()).as("skipped, because it has no security manager").isLessThan(24);
    works(jdk, "-Djava.security.manager=allow");
  }

  /** Under one, Rein has no rights that its user has not given it; the program runs. */
  @ParameterizedTest
  @MethodSource("jdks")
  void securityManager(Jdk jdk) throws IOException, InterruptedException {
    assumeThat(jdk.feature()).as("skipped, because it has no security manager").isLessThan(24);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-Djava.security.manager")
            .rein(folder)
            .start(HelloHost.class)) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText()).startsWith("hello");
      assertThat(host.stderr().lines().filter(line -> !line.startsWith("WARNING: ")))
          .singleElement()
          .asString()
          .startsWith("rein: not started")
          .contains("access denied");
    }
  }
}
