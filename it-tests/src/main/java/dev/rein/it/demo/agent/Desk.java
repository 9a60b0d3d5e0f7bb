package dev.rein.it.demo.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder an agent works in; no name leads out of it. */
record Desk(Path folder) {
  private static final List<String> SOURCES =
      List.of(
          "# Sources",
          "Twice a day the sea leaves the shore and comes back.",
          "Limpets hold on, crabs hide, seaweed lies down and waits.",
          "Gulls know the tables better than the harbour master.");

  static Desk laidOut(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("sources.md"), SOURCES);
    return new Desk(folder);
  }

  Path file(String name) {
    Path file = folder.resolve(name).normalize();
    if (!folder.normalize().equals(file.getParent())) {
      throw new IllegalArgumentException("no such file on the desk: " + name);
    }
    return file;
  }
}
