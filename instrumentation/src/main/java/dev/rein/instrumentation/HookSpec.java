package dev.rein.instrumentation;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One hooked method.
 *
 * @param library whose method it is when not the JDK's own: {@code OkHttp}; null for the JDK
 * @param type binary name of the class that declares the method
 * @param implemented binary name of an interface that the class must name as its own, or null
 * @param method its name; {@code <init>} for a constructor
 * @param parameters binary names of its parameters' types, {@code byte[]} for an array
 * @param advice what is woven in; only read, never loaded into the host
 * @param group what it shares with those that may stand in for it; its id when none may
 * @param firstJdk first JDK feature release that has the method
 * @param lastJdk last one
 */
public record HookSpec(
    @Nullable String library,
    String type,
    @Nullable String implemented,
    String method,
    List<String> parameters,
    Class<?> advice,
    String group,
    int firstJdk,
    int lastJdk) {

  public HookSpec {
    parameters = List.copyOf(parameters);
  }

  /** A hook on a method that every supported JDK has. */
  public static HookSpec hook(String type, String method, Class<?> advice, String... parameters) {
    List<String> types = List.of(parameters);
    String id = id(type, method, types);
    return new HookSpec(null, type, null, method, types, advice, id, 0, Integer.MAX_VALUE);
  }

  /**
   * Hooks for the same purpose in different versions of a library: none is missing where one is
   * installed.
   */
  public static List<HookSpec> anyOf(HookSpec... hooks) {
    return Stream.of(hooks).map(hook -> hook.inGroup(hooks[0].id())).toList();
  }

  private HookSpec inGroup(String first) {
    return new HookSpec(
        library, type, implemented, method, parameters, advice, first, firstJdk, lastJdk);
  }

  /** The same hook, on a class that the host brings along, by whatever class loader. */
  public HookSpec of(String libraryName) {
    return new HookSpec(
        libraryName, type, implemented, method, parameters, advice, group, firstJdk, lastJdk);
  }

  /**
   * The same hook, where the class implements this interface. Compilers number anonymous classes as
   * they come, so another version has another class of that name.
   */
  public HookSpec where(String implementedInterface) {
    return new HookSpec(
        library, type, implementedInterface, method, parameters, advice, group, firstJdk, lastJdk);
  }

  /** True when the JDK's own class of this name is meant, not one that the host brings along. */
  public boolean isOfJdk() {
    return library == null;
  }

  /** The same hook, on this JDK feature release and later. */
  public HookSpec since(int jdk) {
    return new HookSpec(
        library, type, implemented, method, parameters, advice, group, jdk, lastJdk);
  }

  /** The same hook, up to this JDK feature release. */
  public HookSpec until(int jdk) {
    return new HookSpec(
        library, type, implemented, method, parameters, advice, group, firstJdk, jdk);
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
    return id(type, method, parameters);
  }

  private static String id(String type, String method, List<String> parameters) {
    return type + "." + method + "(" + String.join(",", parameters) + ")";
  }
}
