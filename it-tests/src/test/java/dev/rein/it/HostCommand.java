package dev.rein.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a program is to be started: on which JDK, with which options, under Rein or not. */
final class HostCommand {
  /** What is tested. */
  static final Path REIN_JAR = Path.of("../agent/target/rein.jar").toAbsolutePath().normalize();

  /** What keeps a JVM that lives for a second from spending it on itself. */
  static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Woven classes of this build's JDKs, so that not every program under test weaves anew. */
  private static final Path CACHE = Path.of("target/woven").toAbsolutePath();

  static final Path TEST_CLASSES = Path.of("target/test-classes").toAbsolutePath();

  private final Jdk jdk;
  private final List<String> jvmOptions = new ArrayList<>();
  private List<Path> classPath = List.of(TEST_CLASSES);

  private HostCommand(Jdk jdk) {
    this.jdk = jdk;
  }

  static HostCommand on(Jdk jdk) {
    return new HostCommand(jdk);
  }

  /** Starts it with these agent arguments. */
  HostCommand agent(String arguments) {
    return jvmOptions("-javaagent:" + REIN_JAR + "=" + arguments);
  }

  /** Starts it under Rein without a policy. */
  HostCommand rein(Path dir) {
    return agent("dir=" + dir + ",cache=" + CACHE);
  }

  /** Starts it under Rein. */
  HostCommand rein(Path dir, Path policy) {
    return agent("policy=" + policy + ",dir=" + dir + ",cache=" + CACHE);
  }

  /** Starts it under Rein with further agent arguments. */
  HostCommand rein(Path dir, Path policy, String more) {
    return agent("policy=" + policy + ",dir=" + dir + ",cache=" + CACHE + "," + more);
  }

  HostCommand jvmOptions(String... options) {
    jvmOptions.addAll(Arrays.asList(options));
    return this;
  }

  /** Adds to the class path. */
  HostCommand classPath(List<Path> more) {
    classPath = Stream.concat(classPath.stream(), more.stream()).toList();
    return this;
  }

  HostJvm start(Class<?> main, String... arguments) throws IOException {
    return start(main.getName(), arguments);
  }

  HostJvm start(String main, String... arguments) throws IOException {
    return HostJvm.fork(line(main, arguments));
  }

  /** The words of the command line. */
  List<String> line(String main, String... arguments) {
    List<String> line = new ArrayList<>();
    line.add(jdk.java());
    line.addAll(SHORT_LIVED);
    line.addAll(jvmOptions);
    line.add("-cp");
    line.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    line.add(main);
    line.addAll(Arrays.asList(arguments));
    return line;
  }

  /** Nothing that this build was started with reaches the programs it forks. */
  static void clean(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(
            name ->
                name.startsWith("REIN_")
                    || name.equals("JAVA_TOOL_OPTIONS")
                    || name.equals("JDK_JAVA_OPTIONS"));
    environment.put("LC_ALL", "C.UTF-8");
  }
}
