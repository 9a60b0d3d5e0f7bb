package dev.rein.it.demo.agent;

/** Says in short lines on stdout who does what. */
final class Console {
  private Console() {}

  static void say(String who, String what) {
    System.out.println("[" + who + "] " + what);
  }

  static void part(String text) {
    System.out.print(text);
    System.out.flush();
  }
}
