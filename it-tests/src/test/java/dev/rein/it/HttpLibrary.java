package dev.rein.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP client at one version, and a program that uses it in one way.
 *
 * @param folders of its jars, below {@code target/http-libs}
 * @param newest whether it is tried on every JDK
 */
record HttpLibrary(List<String> folders, HttpProgram program, String way, boolean newest) {
  static List<HttpLibrary> all() {
    return Stream.of(
            old(HttpProgram.APACHE_4_0, "execute", "apache-4.0"),
            newest(HttpProgram.APACHE_4_0, "execute", "apache-4.5"),
            old(HttpProgram.APACHE_4, "execute", "apache-async-4.0"),
            newest(HttpProgram.APACHE_4, "handler", "apache-4.5"),
            newest(HttpProgram.APACHE_4, "minimal", "apache-4.5"),
            old(HttpProgram.APACHE_ASYNC_4, "callback", "apache-async-4.0"),
            newest(HttpProgram.APACHE_ASYNC_4, "future", "apache-async-4.1"),
            newest(HttpProgram.APACHE_ASYNC_4_MINIMAL, "minimal", "apache-async-4.1"),
            old(HttpProgram.APACHE_5, "execute", "apache-5.0"),
            newest(HttpProgram.APACHE_5, "fluent", "apache-5.6"),
            newest(HttpProgram.APACHE_5, "minimal", "apache-5.6"),
            old(HttpProgram.APACHE_ASYNC_5, "async", "apache-5.0"),
            old(HttpProgram.APACHE_ASYNC_5, "async", "apache-5.2"),
            newest(HttpProgram.APACHE_ASYNC_5, "async", "apache-5.6"),
            old(HttpProgram.APACHE_ASYNC_5, "async-minimal", "apache-5.0"),
            newest(HttpProgram.APACHE_ASYNC_5, "async-minimal", "apache-5.6"),
            old(HttpProgram.OKHTTP, "execute", "okhttp-3.0"),
            old(HttpProgram.OKHTTP, "execute", "okhttp-3.12"),
            old(HttpProgram.OKHTTP, "enqueue", "okhttp-3.14"),
            old(HttpProgram.OKHTTP, "execute", "okhttp-4.0"),
            old(HttpProgram.OKHTTP, "enqueue", "okhttp-4.12"),
            newest(HttpProgram.OKHTTP, "execute", "okhttp-5.3"),
            newest(HttpProgram.OKHTTP, "enqueue", "okhttp-5.3"),
            old(HttpProgram.JETTY, "send", "jetty-9.4.0"),
            old(HttpProgram.JETTY, "listener", "jetty-9.4.58"),
            old(HttpProgram.JETTY, "send", "jetty-10"),
            old(HttpProgram.JETTY, "listener", "jetty-11"),
            old(HttpProgram.JETTY, "listener", "jetty-12.0"),
            newest(HttpProgram.JETTY, "send", "jetty-12.1"),
            old(HttpProgram.REACTOR, "future", "reactor-netty-1.0"),
            newest(HttpProgram.REACTOR, "block", "reactor-netty-1.3"),
            old(HttpProgram.ASYNC_HTTP, "future", "async-http-client-2.12"),
            newest(HttpProgram.ASYNC_HTTP, "completion", "async-http-client-3.0"),
            old(HttpProgram.NETTY, "write", "netty-4.1.0"),
            old(HttpProgram.NETTY, "write", "netty-4.1.130"),
            newest(HttpProgram.NETTY, "write", "netty-4.2"),
            newest(HttpProgram.SPRING, "exchange", "spring-7", "apache-5.6"))
        .toList();
  }

  private static HttpLibrary old(HttpProgram program, String way, String... folders) {
    return new HttpLibrary(List.of(folders), program, way, false);
  }

  private static HttpLibrary newest(HttpProgram program, String way, String... folders) {
    return new HttpLibrary(List.of(folders), program, way, true);
  }

  /** The hooks that the programs go through, as {@link HttpProgram#hooks} names them. */
  static Set<String> hooks() {
    return all().stream()
        .flatMap(library -> library.program.hooks().stream())
        .collect(Collectors.toSet());
  }

  List<Path> jars() {
    return folders.stream()
        .map(folder -> Path.of("target/http-libs").resolve(folder).toAbsolutePath())
        .flatMap(HttpLibrary::list)
        .toList();
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> found = Files.list(folder)) {
      return found.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return String.join(" ", folders) + ", " + way;
  }
}
