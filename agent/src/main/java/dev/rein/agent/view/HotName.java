package dev.rein.agent.view;

/** The name of a method, or of a type and where it is allocated, in the room that there is. */
public final class HotName {
  private HotName() {}

  /** Of a long one, what matters is its end: packages go first, those of a type before it too. */
  public static String of(String name, int width) {
    String safe = Printable.of(name);
    int space = safe.lastIndexOf(' ');
    String type = simple(safe.substring(0, space + 1));
    if (safe.length() <= width || type.length() > width / 2) {
      return method(safe, width);
    }
    return type + method(safe.substring(space + 1), width - type.length());
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  private static String method(String name, int width) {
    String rest = name;
    int ofClass = name.lastIndexOf('.', Math.max(0, name.lastIndexOf('.') - 1));
    int dot = name.indexOf('.');
    while (rest.length() >= width && dot >= 0 && dot <= ofClass) {
      rest = name.substring(dot + 1);
      dot = name.indexOf('.', dot + 1);
    }
    boolean whole = name.length() <= width || rest.length() >= width;
    return whole ? Printable.endOf(name, width) : "~" + rest;
  }
}
