package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.PlainHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** {@link PlainHost} in a JVM that is out of the ordinary, with a limit that it passes. */
record PlainRun(Path folder) {
  static final int ALLOWED = 3;

  /** Agent arguments: three of its files may be deleted. */
  String arguments() throws IOException {
    Path policy =
        Files.writeString(
            folder.resolve("policy.yaml"),
            "limits:\n  files.deleted: {budget: %d, then: deny}\n".formatted(ALLOWED));
    return "policy=" + policy + ",dir=" + ledgers();
  }

  Path ledgers() {
    return folder.resolve("ledgers");
  }

  /** Has it run to its end; the limit held, and nothing else was different. */
  void endsWithItsLimitHeld(HostJvm host) throws InterruptedException {
    assertThat(host.awaitExit()).as(host.stdoutText() + host.stderr()).isEqualTo(7);
    assertThat(withoutRemarksOnTheJdk(host.stdoutText()))
        .contains("thread ran\n", "process ended with 0\n")
        .endsWith("deleted %d of %d\n".formatted(ALLOWED, PlainHost.FILES));
  }

  /** With -Xcheck:jni: JDK 17's library that lists classes for agents holds a reference to each. */
  private static String withoutRemarksOnTheJdk(String stdout) {
    return Pattern.compile("WARNING: JNI local refs: .*\\R(\\tat .*\\R)*")
        .matcher(stdout)
        .replaceAll("");
  }

  /** What the program did was counted, and what another agent did, which Rein cannot tell apart. */
  void wasCounted(HostJvm host) throws IOException, InterruptedException {
    Ledgers.Jvm jvm = ReinCli.view(ledgers()).of(host);
    assertThat(jvm.state()).isEqualTo("ended");
    assertThat(jvm.used("files.deleted")).isGreaterThanOrEqualTo(ALLOWED);
    assertThat(jvm.used("processes.spawned")).isPositive();
  }

  /** And nothing was counted beside. */
  void wasCountedAlone(HostJvm host) throws IOException, InterruptedException {
    wasCounted(host);
    Ledgers.Jvm jvm = ReinCli.view(ledgers()).of(host);
    assertThat(jvm.used("files.deleted")).isEqualTo(ALLOWED);
    assertThat(jvm.used("processes.spawned")).isEqualTo(1);
    assertThat(jvm.denied("files.deleted")).isEqualTo(PlainHost.FILES - ALLOWED);
    assertThat(jvm.used("files.written")).isEqualTo(PlainHost.FILES);
    assertThat(jvm.used("files.read")).isZero();
    assertThat(jvm.used("threads.started")).isEqualTo(1);
  }
}
