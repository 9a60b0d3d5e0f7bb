package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rein.instrumentation.HookCatalog;
import dev.rein.instrumentation.HookSpec;
import dev.rein.it.host.Action;
import dev.rein.it.host.ActionHost;
import dev.rein.it.host.Actions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
          "java.util.ServiceLoader$LazyClassPathLookupIterator.parse(java.net.URL)",
          "jdk.internal.loader.URLClassPath.getLoader(int)",
          // The thread that accepts in ThreadActions: the pollers it starts are not counted.
          "sun.nio.ch.Poller$Pollers.start()",
          // Every action of HttpClientActions: the client's threads are not counted.
          "jdk.internal.net.http.HttpClientImpl$DefaultThreadFactory.newThread(java.lang.Runnable)",
          // Charge nothing and show in the report: CoverageIT.
          "java.lang.Runtime.load0(java.lang.Class,java.lang.String)",
          "java.lang.Runtime.loadLibrary0(java.lang.Class,java.lang.String)",
          // Which files are open, and what goes to no file: FileLedgerIT.
          "java.io.FileDescriptor.set(int)",
          "java.io.FileDescriptor.registerCleanup(jdk.internal.ref.PhantomCleanable)",
          "java.io.FileDescriptor.close()",
          "java.io.FileCleanable.performCleanup()",
          "java.io.FileOutputStream.getChannel()",
          // A move to another file system: FileLedgerIT.
          "sun.nio.fs.UnixCopyFile.copyFile(sun.nio.fs.UnixPath,sun.nio.fs.UnixFileAttributes,"
              + "sun.nio.fs.UnixPath,sun.nio.fs.UnixCopyFile$Flags,long)",
          "sun.nio.fs.UnixFileSystem.copyFile(sun.nio.fs.UnixPath,sun.nio.fs.UnixFileAttributes,"
              + "sun.nio.fs.UnixPath,sun.nio.fs.UnixFileSystem$Flags,long)",
          // What an answer says is looked at: ModelClientsIT.
          "sun.net.www.protocol.http.HttpURLConnection$HttpInputStream.read(byte[],int,int)",
          "sun.net.www.protocol.http.HttpURLConnection$HttpInputStream.close()",
          // Only a gauge goes down: AtMostIT, ContextIT.
          "java.lang.Thread.exit()",
          "java.lang.VirtualThread.run(java.lang.Runnable)");

  /** Hooks that charge nothing and only tell who pays: ContextIT. */
  private static final String CONTEXT = "dev.rein.instrumentation.context.";

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
            .filter(hook -> !hook.advice().getName().startsWith(CONTEXT))
            .filter(HookSpec::isOfJdk)
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
  Stream<DynamicTest> countedWithoutPolicy() {
    return Jdk.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    dynamicTest(jdk + ", HTTP", () -> addUp(jdk, actions(jdk, true))),
                    dynamicTest(jdk + ", all else", () -> addUp(jdk, actions(jdk, false)))));
  }

  private static List<Method> actions(Jdk jdk, boolean http) {
    return Actions.all().stream()
        .filter(action -> action.getAnnotation(Action.class).since() <= jdk.feature())
        .filter(action -> action.getAnnotation(Action.class).charges().startsWith("http.") == http)
        .toList();
  }

  private static void addUp(Jdk jdk, List<Method> actions)
      throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder.resolve("no policy " + jdk)).prepare(2);
    TreeMap<String, Long> expected = new TreeMap<>();
    try (ProgramServer server = ProgramServer.start();
        HostJvm host = start(jdk, workbench, server)) {
      for (Method action : actions) {
        assertThat(host.ask("run " + action.getName() + " 2"))
            .as(action.getName())
            .containsExactly("ok", "ok");
        Amounts.parse(action.getAnnotation(Action.class).before()).addTo(expected, 2);
        Amounts.parse(action.getAnnotation(Action.class).charges()).addTo(expected, 2);
      }
      assertThat(host.end()).isZero();
      Ledgers.Jvm jvm = ReinCli.view(workbench.ledgers()).of(host);
      assertThat(new Amounts(new LinkedHashMap<>(expected)).comparable(jvm.counts()))
          .isEqualTo(expected);
      assertThat(jvm.used("http.in_flight")).as("http.in_flight").isZero();
    }
  }

  private static HostJvm start(Jdk jdk, Workbench workbench, ProgramServer server)
      throws IOException {
    return HostCommand.on(jdk)
        .rein(workbench.ledgers())
        .jvmOptions(server.echoOption())
        .start(ActionHost.class, workbench.toString(), server.url())
        .awaitReady();
  }

  /** Whatever Rein does wrong inside, the host's call goes on. */
  @ParameterizedTest
  @MethodSource("jdks")
  void letThroughWhenReinFails(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder.resolve("fault " + jdk)).prepare(1);
    List<Method> actions = new ArrayList<>(actions(jdk, true));
    actions.addAll(actions(jdk, false));
    try (ProgramServer server = ProgramServer.start();
        HostJvm host = start(jdk, workbench, server)) {
      assertThat(host.ask("fault")).isEmpty();
      for (Method action : actions) {
        String name = action.getName();
        assertThat(host.ask("run " + name + " 1")).as(name).containsExactly("ok");
        assertThat(host.ask("fault").get(0)).as(name).doesNotStartWith("failures=0 ");
      }
      assertThat(host.end()).isZero();
      assertThat(host.stderr()).isEmpty();
    }
  }

  /** What fails again and again is not asked any more. */
  @ParameterizedTest
  @MethodSource("jdks")
  void switchesAFailingHookOff(Jdk jdk) throws IOException, InterruptedException {
    Workbench workbench = Workbench.in(folder.resolve("off " + jdk));
    try (ProgramServer server = ProgramServer.start();
        HostJvm host = start(jdk, workbench, server)) {
      assertThat(host.ask("fault")).isEmpty();
      assertThat(host.ask("run openToRead 25")).hasSize(25).containsOnly("ok");
      assertThat(host.ask("fault")).containsExactly("failures=20 switched off=[FILE_READ]");
      assertThat(host.ask("run openToRead 1")).containsExactly("ok");
      assertThat(host.end()).isZero();
    }
  }

  static Collection<Jdk> jdks() {
    return Jdk.all();
  }
}
