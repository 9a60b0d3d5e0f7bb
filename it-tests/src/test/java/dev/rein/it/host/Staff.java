package dev.rein.it.host;

/** Agents that a policy names by these methods; what they do is what they are told. */
final class Staff {
  private Staff() {}

  /** An agent works as long as this runs. */
  interface Member {
    void serve(Runnable duties);
  }

  static final class Coder implements Member {
    @Override
    public void serve(Runnable duties) {
      duties.run();
    }
  }

  static final class Writer implements Member {
    @Override
    public void serve(Runnable duties) {
      duties.run();
    }
  }

  static final class Tester implements Member {
    @Override
    public void serve(Runnable duties) {
      duties.run();
    }
  }

  static Member of(String name) {
    return switch (name) {
      case "coder" -> new Coder();
      case "writer" -> new Writer();
      case "tester" -> new Tester();
      default -> throw new IllegalArgumentException(name);
    };
  }
}
