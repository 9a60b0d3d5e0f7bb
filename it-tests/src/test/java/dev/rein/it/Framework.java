package dev.rein.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A framework for model calls, at a version, and the program of {@code src/test/programs/models}
 * that uses it.
 *
 * @param folder below {@code frameworks}, where its jars are named
 * @param program a class, in a source file of that name
 * @param way how the program is to use it, for programs that know several ways
 */
record Framework(String folder, String program, String way) {
  /** All that are tested. */
  static List<Framework> all() {
    return List.of(new Framework("openai-java-4", "OpenAiJava", ""));
  }

  /** The program's command, on the JDK of this build, compiled against this version. */
  HostCommand command(Path work) throws IOException {
    List<Path> jars = jars();
    Path sources = Path.of("src/test/programs/models");
    Path classes =
        ClassJar.compile(
            Files.createTempDirectory(work, program),
            jars,
            List.of(sources.resolve("ModelCalls.java"), sources.resolve(program + ".java")));
    return HostCommand.on(Jdk.ofThisBuild())
        .classPath(Stream.concat(Stream.of(classes), jars.stream()).toList());
  }

  private List<Path> jars() throws IOException {
    String classPath = Files.readString(Path.of("frameworks", folder, "target", "class-path"));
    return Stream.of(classPath.strip().split(":", -1)).map(Path::of).toList();
  }

  @Override
  public String toString() {
    return way.isEmpty() ? folder : folder + ", " + way;
  }
}
