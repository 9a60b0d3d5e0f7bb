package dev.rein.instrumentation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One hooked method.
 *
 * @param library whose method it is when not the JDK's own: {@code OkHttp}; null for the JDK
 * @param type binary name of the class that declares the method
 * @param method its name
 * @param parameters binary names of its parameters' types, {@code byte[]} for an array
 * @param advice what is woven in; only read, never loaded into the host
 * @param firstJdk first JDK feature release that has the method
 * @param lastJdk last one
 */
public record HookSpec(
    @Nullable String library,
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
    return new HookSpec(null, type, method, List.of(parameters), advice, 0, Integer.MAX_VALUE);
  }

  /** The same hook, on a class that the host brings along, by whatever class loader. */
  public HookSpec of(String libraryName) {
    return new HookSpec(libraryName, type, method, parameters, advice, firstJdk, lastJdk);
  }

  /** True when the JDK's own class of this name is meant, not one that the host brings along. */
  public boolean isOfJdk() {
    return library == null;
  }

  /** The same hook, on this JDK feature release and later. */
  public HookSpec since(int jdk) {
    return new HookSpec(library, type, method, parameters, advice, jdk, lastJdk);
  }

  /** The same hook, up to this JDK feature release. */
  public HookSpec until(int jdk) {
    return new HookSpec(library, type, method, parameters, advice, firstJdk, jdk);
  }

  /** Whether the JDK of this feature release has the method. */
  public boolean appliesTo(int jdk) {
    return firstJdk <= jdk && jdk <= lastJdk;
  }

  /** What a report lists it under: the library, or the kind of resource its advice is about. */
  public String area() {
    String name = advice.getPackageName();
    return library != null ? library : name.substring(name.lastIndexOf('.') + 1);
  }

  /** Name for people and reports: {@code java.io.File.delete()}. */
  public String id() {
    return type + "." + method + "(" + String.join(",", parameters) + ")";
  }
}
