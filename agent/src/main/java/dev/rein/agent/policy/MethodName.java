package dev.rein.agent.policy;

import org.jspecify.annotations.Nullable;

/** The name of a method with its type: {@code com.acme.Coder$Inner.run}. */
final class MethodName {
  private static final int LONGEST = 500;
  private static final String EXPECTED =
      "expected the binary name of a class or interface, a dot, and a method's name, such as"
          + " com.acme.Coder.run";

  private MethodName() {}

  /** The name, or null with a problem added. */
  static @Nullable String read(Field field, Problems problems) {
    String text = Scalars.text(field.value());
    String misfit = text == null ? "" : misfit(text);
    if (text == null || misfit != null) {
      problems.add(
          field.value(), Scalars.shown(field.value()) + " is no method; " + misfit + EXPECTED);
      return null;
    }
    return text;
  }

  /** Why it is none, as the begin of what is said of it; null when it is one. */
  private static @Nullable String misfit(String text) {
    if (text.length() > LONGEST) {
      return "it is too long; ";
    }
    if (text.indexOf('*') >= 0) {
      return "a pattern would mean every method that fits; ";
    }
    if (text.indexOf('(') >= 0) {
      return "all methods of a name are meant, whatever their parameters; ";
    }
    int dots = 0;
    boolean begins = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (begins ? !Character.isJavaIdentifierStart(c) : !isPart(c)) {
        return "";
      }
      begins = c == '.';
      dots += begins ? 1 : 0;
    }
    return begins || dots == 0 ? "" : null;
  }

  private static boolean isPart(char c) {
    return c == '.' || Character.isJavaIdentifierPart(c);
  }
}
