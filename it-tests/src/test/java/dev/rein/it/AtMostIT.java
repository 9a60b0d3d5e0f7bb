package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.ActionHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bounds a number at once is free again when it has gone down. */
class AtMostIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void endedThreadsAndProcessesMakeRoom(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder);
    Path policy =
        workbench.policy(
            """
            limits:
              threads.live: {at-most: 2, then: deny}
              processes.live: {at-most: 1, then: deny}
              http.in_flight: {at-most: 1, then: deny}
            """);
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            HostCommand.on(jdk)
                .rein(workbench.ledgers(), policy)
                .start(ActionHost.class, workbench.toString(), server.url())
                .awaitReady()) {
      // Each waits until its thread, process or request has ended.
      for (String action : new String[] {"startThread", "startProcess", "send", "get"}) {
        assertThat(host.ask("run " + action + " 20")).as(action).containsOnly("ok").hasSize(20);
      }
      assertThat(host.ask("run startPipeline 1"))
          .allMatch(line -> line.contains("processes.live of account 'jvm'"));
      assertThat(host.end()).isZero();
    }
  }
}
