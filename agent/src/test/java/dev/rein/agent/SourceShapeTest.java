package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How large the project's sources may grow, and what every package has. */
final class SourceShapeTest {
  private static final String[] MODULES = {"bootstrap", "instrumentation", "agent", "it-tests"};
  private static final int MAX_LINES = 500;

  @Test
  void thereAreFourModulesAndEachHasSources() throws IOException {
    try (Stream<Path> folders = Files.list(GeneratedDocs.file("."))) {
      assertThat(folders.filter(f -> Files.exists(f.resolve("pom.xml"))))
          .extracting(folder -> folder.getFileName().toString())
          .containsExactlyInAnyOrder(MODULES);
    }
    for (String module : MODULES) {
      assertThat(SourceFile.all(module)).as(module).isNotEmpty();
    }
  }

  @Test
  void noFileIsTooLong() {
    assertThat(SourceFile.all(MODULES)).allMatch(f -> f.lines() < MAX_LINES, "under 500 lines");
  }

  /** The host's bootstrap loader gets as little of Rein as can be: docs/decisions/002. */
  @Test
  void bootstrapIsSmall() {
    List<SourceFile> files =
        SourceFile.all("bootstrap").stream().filter(SourceFile::isMain).toList();
    assertThat(files.stream().filter(SourceFile::declaresType)).hasSizeLessThanOrEqualTo(55);
    assertThat(files.stream().mapToInt(SourceFile::lines).sum()).isLessThanOrEqualTo(6100);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    Set<String> packages = new TreeSet<>();
    Set<String> explained = new TreeSet<>();
    for (SourceFile file : SourceFile.all(MODULES)) {
      if (file.packageName().isEmpty()) {
        continue; // A program under test that wants to be a stranger's.
      }
      (file.declaresType() ? packages : explained).add(file.packageName());
    }
    assertThat(explained).containsAll(packages);
  }
}
