package dev.rein.instrumentation;

import java.util.List;

/**
 * One hooked method.
 *
 * @param type binary name of the class that declares the method
 * @param method its name
 * @param parameters binary names of its parameters' types, {@code byte[]} for an array
 * @param advice what is woven in; only read, never loaded into the host
 * @param firstJdk first JDK feature release that has the method
 * @param lastJdk last one
 */
public record HookSpec(
    String type,
    String method,
    List<String> parameters,
    Class<?> advice,
    int firstJdk,
    int lastJdk) {

  public HookSpec {
    parameters = List.copyOf(parameters);
  }

  /** A hook on a method that every supported JDK has. */
  public static HookSpec hook(String type, String method, Class<?> advice, String... parameters) {
    return new HookSpec(type, method, List.of(parameters), advice, 0, Integer.MAX_VALUE);
  }

  /** The same hook, on this JDK feature release and later. */
  public HookSpec since(int jdk) {
    return new HookSpec(type, method, parameters, advice, jdk, lastJdk);
  }

  /** Whether the JDK of this feature release has the method. */
  public boolean appliesTo(int jdk) {
    return firstJdk <= jdk && jdk <= lastJdk;
  }

  /** Name for people and reports: {@code java.io.File.delete()}. */
  public String id() {
    return type + "." + method + "(" + String.join(",", parameters) + ")";
  }
}
