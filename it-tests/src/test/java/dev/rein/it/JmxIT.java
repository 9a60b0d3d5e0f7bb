package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import dev.rein.it.host.AgentsHost;
import java.nio.file.Path;
import java.util.Collection;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A console that speaks JMX sees the accounts and steers them, without a class of Rein's. */
class JmxIT {
  private static final String[] TEXT = {"java.lang.String"};

  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aConsoleSeesAndSteers(Jdk jdk) throws Exception {
    Workbench workbench = Workbench.in(folder);
    try (HostJvm host =
        HostCommand.on(jdk)
            .jvmOptions("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+EnableDynamicAgentLoading")
            .rein(workbench.ledgers())
            .start(AgentsHost.class, workbench.folder().resolve("input.txt").toString())
            .awaitReady()) {
      does(host, "coder read", "coder ok");
      try (JMXConnector console = connect(host.pid())) {
        MBeanServerConnection beans = console.getMBeanServerConnection();
        ObjectName coder = new ObjectName("dev.rein:type=Account,id=\"coder\"");
        Await.that("the account is shown", () -> beans.isRegistered(coder));
        assertThat(beans.getAttribute(coder, "Parent")).isEqualTo("jvm");

        beans.invoke(coder, "pause", new Object[] {"by hand"}, TEXT);
        host.say("coder read");
        does(host, "writer read", "writer ok");
        Await.that("paused", () -> beans.getAttribute(coder, "Paused").equals(true));
        beans.invoke(coder, "resume", new Object[0], new String[0]);
        assertThat(host.readLine()).isEqualTo("coder ok");
      }
      ReinCli.Result detached = ReinCli.run("detach", Long.toString(host.pid()), "--verify");
      assertThat(detached.exitCode()).as(detached.stderr() + detached.stdout()).isZero();
      assertThat(host.end()).isZero();
      assertThat(ReinCli.events(workbench.ledgers()).all())
          .anySatisfy(event -> assertThat(event.toString()).contains("coder", "by hand", "JMX"));
    }
  }

  /** As jconsole does it. */
  @SuppressWarnings("BanJNDI") // The address is that of a JVM of this test's own.
  private static JMXConnector connect(long pid) throws Exception {
    VirtualMachine vm = VirtualMachine.attach(Long.toString(pid));
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(vm.startLocalManagementAgent()));
    } finally {
      vm.detach();
    }
  }

  private static void does(HostJvm host, String task, String outcome) throws Exception {
    host.say(task);
    assertThat(host.readLine()).isEqualTo(outcome);
  }
}
