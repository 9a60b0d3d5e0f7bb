package dev.rein.it.host.team;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The files that the agents work on, and the tools for them. */
final class Shelf {
  private final Path folder;

  Shelf(Path folder) {
    this.folder = folder;
  }

  @Tool("Reads a file")
  String readFile(@P("the file's name") String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  @Tool("Appends to a file, which is created if there is none")
  String writeFile(@P("the file's name") String name, @P("what to append") String content)
      throws IOException {
    Files.writeString(
        folder.resolve(name), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return "written";
  }
}
