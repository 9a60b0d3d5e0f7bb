package dev.rein.agent.sample.jfr;

/** The recorder's names of types, as a programmer writes them. */
final class TypeNames {
  private static final String LAMBDA = "$$Lambda";

  private TypeNames() {}

  /** {@code byte[]} for {@code [B}. */
  static String ofClass(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return withoutAddress(name);
    }
    return element(name.substring(dimensions)) + "[]".repeat(dimensions);
  }

  /**
   * Classes that the JVM makes for a lambda have an address or a number in their name, which no
   * reader knows and which would make the places of a long run countless.
   */
  static String withoutAddress(String name) {
    int lambda = name.indexOf(LAMBDA);
    if (lambda >= 0) {
      return name.substring(0, lambda + LAMBDA.length());
    }
    int hidden = name.indexOf("+0x");
    return hidden >= 0 ? name.substring(0, hidden) : name;
  }

  private static String element(String descriptor) {
    return switch (descriptor) {
      case "B" -> "byte";
      case "C" -> "char";
      case "D" -> "double";
      case "F" -> "float";
      case "I" -> "int";
      case "J" -> "long";
      case "S" -> "short";
      case "Z" -> "boolean";
      default ->
          descriptor.startsWith("L") && descriptor.endsWith(";")
              ? withoutAddress(descriptor.substring(1, descriptor.length() - 1))
              : descriptor;
    };
  }
}
