package dev.rein.it.demo.agent;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/** Tools that read and write files on the desk. */
final class FileTools {
  private final String who;
  private final Desk desk;

  FileTools(String who, Desk desk) {
    this.who = who;
    this.desk = desk;
  }

  @Tool("Reads a file")
  String readFile(@P("the file's name") String name) throws IOException {
    Console.say(who, "reads " + name);
    try (BufferedReader reader = Files.newBufferedReader(desk.file(name))) {
      return reader.lines().collect(Collectors.joining("\n"));
    }
  }

  @Tool("Appends to a file, which is created if there is none")
  String writeFile(@P("the file's name") String name, @P("what to append") String content)
      throws IOException {
    Console.say(who, "writes " + name);
    Files.writeString(
        desk.file(name), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return "written";
  }
}
