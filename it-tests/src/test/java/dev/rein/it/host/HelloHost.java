package dev.rein.it.host;

/** The smallest program: a line on stdout and, when asked for, an exit code. */
public final class HelloHost {
  private HelloHost() {}

  /** Takes an exit code, or nothing. */
  public static void main(String[] args) {
    System.out.println("hello, world: \u00e4\u20ac");
    if (args.length > 0) {
      System.exit(Integer.parseInt(args[0]));
    }
  }
}
