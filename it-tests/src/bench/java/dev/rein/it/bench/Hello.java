package dev.rein.it.bench;

/** A host that says so when it has come to its {@code main}, and ends. */
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
