package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.instrumentation.HookCatalog;
import dev.rein.instrumentation.HookSpec;
import dev.rein.it.api.ApiWalk;
import dev.rein.it.api.JdkCode;
import dev.rein.it.api.NativeMethods;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a program calls in the public API of {@code java.io}, {@code java.nio}, {@code java.net}
 * and {@code java.lang} that opens, moves, changes, connects, looks up, starts or spawns: it passes
 * a hook, or is excused by name and with a reason.
 */
class PublicApiIT {
  private static final Map<Jdk, ApiWalk> WALKS = new LinkedHashMap<>();
  private static final Map<String, String> EXCUSED = new LinkedHashMap<>();

  @BeforeAll
  static void readTheJdks() throws IOException {
    NativeMethods natives = NativeMethods.of(lines("natives.txt"));
    for (Jdk jdk : Jdk.all()) {
      WALKS.put(jdk, new ApiWalk(JdkCode.read(jdk.home()), natives));
    }
    for (String line : lines("excused.txt")) {
      String[] halves = line.split(" {2}", 2);
      EXCUSED.put(halves[0], halves[1].strip());
    }
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = ApiWalk.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  static Stream<Jdk> jdks() {
    return Jdk.all().stream();
  }

  private static ApiWalk walk(Jdk jdk) {
    return Objects.requireNonNull(WALKS.get(jdk));
  }

  private static List<String> hooks(Jdk jdk) {
    return HookCatalog.forJdk(jdk.feature()).stream()
        .filter(HookSpec::isOfJdk)
        .map(HookSpec::id)
        .toList();
  }

  private static Set<String> closed(Jdk jdk) {
    Set<String> closed = new HashSet<>(hooks(jdk));
    closed.addAll(EXCUSED.keySet());
    return closed;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void passesAHookOrIsExcused(Jdk jdk) {
    assertThat(walk(jdk).waysPast(closed(jdk))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void itIsKnownWhatEachNativeMethodDoes(Jdk jdk) {
    assertThat(walk(jdk).unknownNatives()).isEmpty();
  }

  /** An excuse that nothing needs any more hides the next way past. */
  @Test
  void noExcuseIsIdle() {
    Set<String> idle = new TreeSet<>(EXCUSED.keySet());
    for (Jdk jdk : Jdk.all()) {
      // On this JDK at least.
      idle.retainAll(walk(jdk).idle(EXCUSED.keySet(), closed(jdk)));
    }
    assertThat(idle).isEmpty();
    assertThat(EXCUSED).allSatisfy((way, reason) -> assertThat(reason).isNotEmpty());
  }

  /** The walk sees what a missing hook lets through. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          java.io.FileInputStream.open(   | java.io.FileReader.<init>(java.lang.String)
          java.io.FileOutputStream.open(  | java.io.PrintWriter.<init>(java.lang.String)
          sun.nio.fs.UnixFileSystemProvider.implDelete( | java.nio.file.Files.delete(java.nio.file.Path)
          sun.nio.ch.FileChannelImpl.read( | java.nio.channels.FileChannel.read(java.nio.ByteBuffer)
          java.lang.ProcessImpl.start(    | java.lang.ProcessBuilder.start()
          java.lang.ProcessHandleImpl.destroyProcess( | java.lang.Process.destroy()
          java.lang.Thread.start(         | java.lang.Thread.start()
          """)
  void aMissingHookShows(String hook, String method) {
    for (Jdk jdk : Jdk.all()) {
      List<String> others = new ArrayList<>(closed(jdk));
      assertThat(others.removeIf(id -> id.startsWith(hook))).isTrue();
      assertThat(walk(jdk).waysPast(others)).as(jdk.toString()).containsKey(method);
    }
  }
}
