package dev.rein.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pages under {@code docs/} that tests keep in step with the code they describe. */
public final class GeneratedDocs {
  private static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling(".").normalize();

  /** Surefire hands on what is given to Maven. */
  private static final boolean UPDATE = System.getProperty("updateDocs") != null;

  private GeneratedDocs() {}

  /** A file of the project, by its path from the project's root. */
  public static Path file(String path) {
    return ROOT.resolve(path);
  }

  /** The text of a file of the project. */
  public static String read(String path) {
    try {
      return Files.readString(file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless the page is this text; with {@code -DupdateDocs} makes it so. */
  public static void assertPage(String path, String expected) {
    if (UPDATE) {
      try {
        Files.writeString(file(path), expected);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertThat(read(path))
        .as("%s is out of date; `mvn -pl agent -am test -DupdateDocs` writes it anew", path)
        .isEqualTo(expected);
  }

  /** Like {@link #assertPage}, of what stands between two HTML comments of the page. */
  public static void assertPart(String path, String name, String expected) {
    String page = read(path);
    String begin = "<!-- generated: " + name + " -->\n";
    String end = "<!-- end -->";
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf(end, from);
    assertThat(from).as("%s must have %s", path, begin).isGreaterThanOrEqualTo(begin.length());
    assertThat(to).as("%s must have %s", path, end).isGreaterThanOrEqualTo(from);
    assertPage(path, page.substring(0, from) + expected + page.substring(to));
  }
}
