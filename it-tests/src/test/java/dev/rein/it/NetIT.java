package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.NetHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that uses the network in every way the JDK has is counted as it counts itself. */
class NetIT {
  @TempDir static Path folder;

  @ParameterizedTest
  @MethodSource("jdks")
  void theLedgerAgreesWithTheProgram(Jdk jdk) throws IOException, InterruptedException {
    Path ledgers = folder.resolve("ledgers " + jdk);
    try (HostJvm host =
        HostCommand.on(jdk).rein(ledgers).start(NetHost.class, String.valueOf(jdk.feature()))) {
      List<String> said = host.readUntil("ready");
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(ledgers).of(host);
      Map<String, Long> counted = new TreeMap<>(jvm.counts());
      counted.keySet().removeIf(name -> !name.startsWith("net.") && !name.startsWith("dns."));

      assertThat(said).hasSize(1);
      assertThat(counted).isEqualTo(new TreeMap<>(Amounts.parse(said.get(0)).byResource()));
      assertThat(jvm.usedOfAllHosts()).as("sums over hosts").isEqualTo(counted);
      assertThat(jvm.hosts())
          .contains("localhost", "127.0.0.1", "unix", "no-such-host.invalid")
          .doesNotContain("other");
    }
  }

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }
}
