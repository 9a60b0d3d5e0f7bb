package dev.rein.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles and packs what a program under test needs on its class path. */
final class ClassJar {
  private ClassJar() {}

  /**
   * Compiles sources.
   *
   * @param sources {@code .java} files
   * @return the folder of the classes
   */
  static Path compile(Path folder, List<Path> classPath, List<Path> sources) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-cp"));
    arguments.add(String.join(":", classPath.stream().map(Path::toString).toList()));
    sources.forEach(source -> arguments.add(source.toString()));
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (exitCode != 0) {
      throw new IOException("cannot compile " + sources);
    }
    return classes;
  }

  /** Compiles sources with the compiler of a JDK, for what asks for more than Rein's own. */
  static Path compileOn(Jdk jdk, Path folder, List<Path> classPath, List<Path> sources)
      throws IOException, InterruptedException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    List<String> command = new ArrayList<>();
    command.addAll(List.of(jdk.home().resolve("bin/javac").toString(), "-parameters"));
    command.addAll(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp"));
    command.add(String.join(":", classPath.stream().map(Path::toString).toList()));
    sources.forEach(source -> command.add(source.toString()));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("cannot compile " + sources);
    }
    return classes;
  }

  /** Writes a class for each number below {@code count}: {@code many.C0}, {@code many.C1}. */
  static Path manyClasses(Path folder, int count) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("many"));
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String source = "package many; public class C%d implements Runnable { public void run() {} }";
      files.add(Files.writeString(sources.resolve("C" + i + ".java"), source.formatted(i)));
    }
    return compile(folder, List.of(), files);
  }

  /** Packs a class folder, with {@code many/resource.txt} and a service beside the classes. */
  static Path pack(Path jar, Path classes, int from, int to) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      add(out, "many/resource.txt", "a resource\n".getBytes(UTF_8));
      add(out, "META-INF/services/java.lang.Runnable", ("many.C" + from + "\n").getBytes(UTF_8));
      try (Stream<Path> found = Files.list(classes.resolve("many"))) {
        for (Path path : found.sorted().toList()) {
          String name = path.getFileName().toString();
          int number = Integer.parseInt(name.substring(1, name.length() - ".class".length()));
          if (number >= from && number < to) {
            add(out, "many/" + name, Files.readAllBytes(path));
          }
        }
      }
    }
    return jar;
  }

  private static void add(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}
