package dev.rein.it.host;

import java.io.FileInputStream;
import java.io.IOException;

/** Another agent, which reads a file before the host's main. */
public final class ReadingAgent {
  private ReadingAgent() {}

  public static void premain(String file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      Expect.that(in.readAllBytes().length == Work.SIZE);
    }
  }
}
