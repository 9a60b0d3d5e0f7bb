package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.it.host.HelloHost;
import dev.rein.it.host.SurroundingsHost;
import dev.rein.it.host.TreeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In a tree of JVMs that all have the same options, Rein starts where it is wanted. */
class ProgramFilterIT {
  @TempDir Path folder;

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void startsWhereIncludedAndNotExcluded(Jdk jdk) throws IOException, InterruptedException {
    List<String> under = programsUnderRein(jdk, "include=dev.rein.it.host.*,exclude=*.HelloHost");
    assertThat(under)
        .containsExactlyInAnyOrder(TreeHost.class.getName(), SurroundingsHost.class.getName());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void startsInAChildAlone(Jdk jdk) throws IOException, InterruptedException {
    assertThat(programsUnderRein(jdk, "include=*.Main;*.HelloHost"))
        .containsExactly(HelloHost.class.getName());
  }

  private List<String> programsUnderRein(Jdk jdk, String filter)
      throws IOException, InterruptedException {
    List<String> line =
        HostCommand.on(jdk)
            .line(
                TreeHost.class.getName(),
                jdk.java(),
                HelloHost.class.getName(),
                SurroundingsHost.class.getName());
    String options = "-javaagent:" + HostCommand.REIN_JAR + "=dir=" + folder + "," + filter;
    try (HostJvm tree = HostJvm.fork(line, Map.of("JAVA_TOOL_OPTIONS", options))) {
      assertThat(tree.awaitExit()).as(tree.stderr()).isZero();
      assertThat(tree.stdoutText())
          .startsWith("tree\nhello, world")
          .endsWith("ended with 0\n")
          .doesNotContain("rein: ");
      assertThat(tree.stderr().lines().toList())
          .as("the JVM's own words, three times")
          .hasSize(3)
          .containsOnly("Picked up JAVA_TOOL_OPTIONS: " + options);
    }
    return ReinCli.view(folder).jvms().stream()
        .map(jvm -> jvm.json().get("main").getAsString())
        .toList();
  }

  /** The JVM notes the compiler's launcher as what it was started for. */
  @ParameterizedTest
  @MethodSource("jdks")
  void startsInAProgramRunFromSource(Jdk jdk) throws IOException, InterruptedException {
    Path source =
        Files.writeString(
            folder.resolve("Run.java"),
            "class Run { public static void main(String[] a) { System.out.println(\"ran\"); } }");
    Path ledgers = folder.resolve("ledgers");
    String agent = "-javaagent:" + HostCommand.REIN_JAR + "=include=Run.java,dir=" + ledgers;
    try (HostJvm host = HostJvm.fork(List.of(jdk.java(), agent, source.toString()))) {
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      assertThat(host.stdoutText()).isEqualTo("ran\n");
      assertThat(ReinCli.view(ledgers).of(host).json().get("main").getAsString())
          .isEqualTo(source.toString());
    }
  }
}
