package dev.rein.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The JDKs of this machine. */
final class Jvms {
  private static final Path INSTALLED = Path.of("/usr/lib/jvm");
  private static final List<String> SUPPORTED = List.of("17", "21", "25");
  private static final String VERSION = "JAVA_VERSION=\"";

  private Jvms() {}

  static String java(String home) {
    return Path.of(home, "bin", "java").toString();
  }

  /** One home for each supported release that is found, by its full version. */
  static Map<String, String> installed() throws IOException {
    Map<String, String> homes = new TreeMap<>();
    Map<String, String> seen = new TreeMap<>();
    if (Files.isDirectory(INSTALLED)) {
      try (Stream<Path> candidates = Files.list(INSTALLED)) {
        for (Path home : candidates.sorted().toList()) {
          String version = version(home.toString());
          String feature = version.replaceFirst("\\..*", "");
          if (SUPPORTED.contains(feature) && seen.putIfAbsent(feature, version) == null) {
            homes.put(version, home.toString());
          }
        }
      }
    }
    if (homes.isEmpty()) {
      String own = System.getProperty("java.home");
      homes.put(version(own), own);
    }
    return homes;
  }

  /** As the JDK's {@code release} file has it; empty for what is no JDK. */
  static String version(String home) throws IOException {
    Path release = Path.of(home, "release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(Path.of(java(home)))) {
      return "";
    }
    for (String line : Files.readAllLines(release)) {
      if (line.startsWith(VERSION)) {
        return line.substring(VERSION.length(), line.length() - 1);
      }
    }
    return "";
  }
}
