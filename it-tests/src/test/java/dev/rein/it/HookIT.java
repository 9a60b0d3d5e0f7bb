package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rein.instrumentation.HookCatalog;
import dev.rein.instrumentation.HookSpec;
import dev.rein.it.host.Action;
import dev.rein.it.host.Actions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call that Rein hooks: counted, exactly and once; refused in the call's own way when the
 * budget is used up; nothing else counted.
 */
class HookIT {
  /** Hooks that no single call of a program shows, and what shows them. */
  private static final Set<String> SHOWN_ELSEWHERE =
      Set.of(
          // What they keep from being counted: StartIT.
          "java.lang.ClassLoader.loadClass(java.lang.String)",
          "java.lang.ClassLoader.getResource(java.lang.String)",
          "java.lang.ClassLoader.getResources(java.lang.String)",
          "java.lang.ClassLoader.getResourceAsStream(java.lang.String)",
          "java.net.URLClassLoader.getResourceAsStream(java.lang.String)",
          "sun.instrument.InstrumentationImpl.loadClassAndStartAgent(java.lang.String,"
              + "java.lang.String,java.lang.String)",
          "sun.nio.ch.Poller$Pollers.start()",
          "java.util.ServiceLoader$LazyClassPathLookupIterator.parse(java.net.URL)",
          "jdk.internal.loader.URLClassPath.getLoader(int)",
          // Every action of HttpClientActions: the client's threads are not counted.
          "jdk.internal.net.http.HttpClientImpl$DefaultThreadFactory.newThread(java.lang.Runnable)",
          // Only a gauge goes down: AtMostIT.
          "java.lang.Thread.exit()");

  @TempDir static Path folder;

  @Test
  void eachHookHasAnAction() {
    Set<String> shown =
        Actions.all().stream()
            .flatMap(action -> Arrays.stream(action.getAnnotation(Action.class).hooks()))
            .collect(Collectors.toSet());
    Set<String> declared =
        Stream.of(17, 21, 25)
            .flatMap(jdk -> HookCatalog.forJdk(jdk).stream())
            .map(HookSpec::id)
            .filter(hook -> !SHOWN_ELSEWHERE.contains(hook))
            .collect(Collectors.toSet());
    assertThat(shown).containsExactlyInAnyOrderElementsOf(declared);
  }

  @TestFactory
  Stream<DynamicContainer> countedAndRefused() {
    return Jdk.all().stream().map(jdk -> dynamicContainer(jdk.toString(), countedAndRefused(jdk)));
  }

  private static Stream<DynamicContainer> countedAndRefused(Jdk jdk) {
    return Stream.of(jdk)
        .map(HookIT::measure)
        .flatMap(List::stream)
        .map(
            measured ->
                dynamicContainer(
                    measured.name(),
                    Stream.of(
                        dynamicTest("passes within the budget", measured::passesWithinBudget),
                        dynamicTest("is refused beyond it", measured::isRefusedBeyond),
                        dynamicTest("is counted exactly", measured::isCountedExactly))));
  }

  private static List<ActionRun> measure(Jdk jdk) {
    try (ProgramServer server = ProgramServer.start()) {
      Workbench workbench = Workbench.in(folder.resolve(jdk.toString())).prepare(ActionRun.CALLS);
      return ActionRun.allOn(jdk, workbench, server);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Without any limit, all actions of a JVM add up. */
  @TestFactory
  Stream<DynamicContainer> countedWithoutPolicy() {
    return Jdk.all().stream()
        .map(
            jdk ->
                dynamicContainer(
                    jdk.toString(),
                    Stream.of(dynamicTest("all actions in one JVM", () -> addUp(jdk)))));
  }

  private static void addUp(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder.resolve("no policy " + jdk)).prepare(2);
    List<Method> actions =
        Actions.all().stream()
            .filter(action -> action.getAnnotation(Action.class).since() <= jdk.feature())
            .toList();
    TreeMap<String, Long> expected = new TreeMap<>();
    try (ProgramServer server = ProgramServer.start();
        HostJvm host =
            HostCommand.on(jdk)
                .rein(workbench.ledgers())
                .start(
                    dev.rein.it.host.ActionHost.class, workbench.folder().toString(), server.url())
                .awaitReady()) {
      for (Method action : actions) {
        assertThat(host.ask("run " + action.getName() + " 2"))
            .as(action.getName())
            .containsExactly("ok", "ok");
        Amounts.parse(action.getAnnotation(Action.class).before()).addTo(expected, 2);
        Amounts.parse(action.getAnnotation(Action.class).charges()).addTo(expected, 2);
      }
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(jvm.counts()).isEqualTo(expected);
      assertThat(jvm.used("http.in_flight")).as("http.in_flight").isZero();
    }
  }
}
