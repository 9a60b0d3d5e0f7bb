package dev.rein.it.bench;

import java.io.IOException;

/** A host that does nothing until its stdin is closed. */
public final class IdleHost {
  private IdleHost() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("idle");
    while (System.in.read() >= 0) {
      // Nobody writes.
    }
  }
}
