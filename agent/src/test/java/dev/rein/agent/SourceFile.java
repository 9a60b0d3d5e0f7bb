package dev.rein.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Java source file of the project.
 *
 * @param root the source folder, which package names begin in
 */
record SourceFile(Path root, Path path) {
  /** Those of the modules, of every source folder they have. */
  static List<SourceFile> all(String... modules) {
    List<SourceFile> files = new ArrayList<>();
    for (String module : modules) {
      Path src = GeneratedDocs.file(module).resolve("src");
      try (Stream<Path> paths = Files.walk(src)) {
        for (Path path : paths.filter(p -> p.toString().endsWith(".java")).sorted().toList()) {
          // src/main/java, src/test/java and the like.
          files.add(new SourceFile(src.resolve(src.relativize(path).subpath(0, 2)), path));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  boolean isMain() {
    return root.endsWith(Path.of("src", "main", "java"));
  }

  boolean declaresType() {
    return !path.endsWith("package-info.java");
  }

  /** Empty for programs under test, which lie in folders by what they are about. */
  String packageName() {
    return root.endsWith(Path.of("src", "test", "programs"))
        ? ""
        : root.relativize(path.getParent()).toString().replace('/', '.').replace('\\', '.');
  }

  String typeName() {
    String name = path.getFileName().toString();
    return packageName() + "." + name.substring(0, name.length() - ".java".length());
  }

  int lines() {
    try {
      return Files.readAllLines(path).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
