package dev.rein.it;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * A JDK on this machine of a release that Rein supports.
 *
 * @param feature its feature release
 */
record Jdk(int feature, Path home) {
  private static final Set<Integer> SUPPORTED = Set.of(17, 21, 25);
  private static final Collection<Jdk> ALL = find();

  /** One for each release, that of this build among them. */
  static Collection<Jdk> all() {
    return ALL;
  }

  /** The one this build runs on. */
  static Jdk ofThisBuild() {
    return new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
  }

  String java() {
    return home.resolve("bin/java").toString();
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }

  private static Collection<Jdk> find() {
    TreeMap<Integer, Jdk> found = new TreeMap<>();
    found.put(ofThisBuild().feature(), ofThisBuild());
    String javaHome = System.getenv("JAVA_HOME");
    if (javaHome != null) {
      addIfJdk(Path.of(javaHome), found);
    }
    for (String folder :
        new String[] {"/usr/lib/jvm", "/opt", "/Library/Java/JavaVirtualMachines"}) {
      addAllBelow(Path.of(folder), found);
    }
    return found.values();
  }

  private static void addAllBelow(Path folder, TreeMap<Integer, Jdk> found) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(folder)) {
      for (Path home : homes) {
        addIfJdk(home, found);
        addIfJdk(home.resolve("Contents/Home"), found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addIfJdk(Path home, TreeMap<Integer, Jdk> found) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    if (!version.isEmpty()) {
      int feature = Runtime.Version.parse(version).feature();
      if (SUPPORTED.contains(feature)) {
        found.putIfAbsent(feature, new Jdk(feature, home));
      }
    }
  }
}
