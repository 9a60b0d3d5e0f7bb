package dev.rein.instrumentation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of the configured methods a type may have: those that name it or a type above it. Types are
 * known by their names alone, so two of one name are taken for one. May be used by several threads.
 */
final class AgentTypes {
  private final List<String> methods;
  private final Map<String, List<String>> byType = new HashMap<>();

  /** What is known of a type by now; nothing for most. */
  private final Map<String, List<String>> known = new ConcurrentHashMap<>();

  /** Finds the class file's header of a type that another names as its supertype. */
  interface Source {
    @Nullable ClassHeader find(String type);
  }

  /**
   * @param methods as the policy names them; where two fit one method the first is taken
   */
  AgentTypes(Collection<String> methods) {
    this.methods = List.copyOf(new LinkedHashSet<>(methods));
    for (String method : this.methods) {
      byType.computeIfAbsent(typeOf(method), type -> new ArrayList<>()).add(method);
    }
  }

  /** The configured methods, each once. */
  List<String> methods() {
    return methods;
  }

  /** The type that a configured method names. */
  static String typeOf(String method) {
    return method.substring(0, Math.max(0, method.lastIndexOf('.')));
  }

  /** Its name without the type. */
  static String nameOf(String method) {
    return method.substring(method.lastIndexOf('.') + 1);
  }

  /** The configured methods that a class may have. */
  List<String> of(ClassHeader header, Source above) {
    List<String> found = own(header.type());
    String superclass = header.superclass();
    if (superclass != null) {
      found = merged(found, ofSupertype(superclass, above));
    }
    for (String type : header.interfaces()) {
      found = merged(found, ofSupertype(type, above));
    }
    known.put(header.type(), found);
    return found;
  }

  /**
   * The JVM asks about a class before it loads those above it, so their class files may have to be
   * looked for.
   */
  private List<String> ofSupertype(String type, Source above) {
    List<String> before = known.get(type);
    if (before != null) {
      return before;
    }
    ClassHeader header = above.find(type);
    return header == null || !header.type().equals(type) ? own(type) : of(header, above);
  }

  /**
   * The same for a loaded class.
   *
   * @param seen what was found for other classes; gets those that this one leads to
   */
  List<String> of(Class<?> type, Map<Class<?>, List<String>> seen) {
    List<String> before = seen.get(type);
    if (before != null) {
      return before;
    }
    List<String> found = own(type.getName());
    Class<?> superclass = type.getSuperclass();
    if (superclass != null) {
      found = merged(found, of(superclass, seen));
    }
    for (Class<?> each : type.getInterfaces()) {
      found = merged(found, of(each, seen));
    }
    seen.put(type, found);
    known.put(type.getName(), found);
    return found;
  }

  private List<String> own(String type) {
    return byType.getOrDefault(type, List.of());
  }

  /** Both, in the order of the policy. */
  private List<String> merged(List<String> one, List<String> other) {
    if (one.isEmpty() || one.equals(other)) {
      return other;
    }
    if (other.isEmpty()) {
      return one;
    }
    List<String> both = new ArrayList<>();
    for (String method : methods) {
      if (one.contains(method) || other.contains(method)) {
        both.add(method);
      }
    }
    return both;
  }

  /**
   * Of the methods that a class declares those that are an agent's work, by their names.
   *
   * @param candidates what {@link #of} has found for the class
   * @return for each the configured method
   */
  static Map<String, String> matches(ClassHeader header, List<String> candidates) {
    Map<String, String> matches = new HashMap<>();
    for (String configured : candidates) {
      if (nameOf(configured).startsWith("<")) {
        continue;
      }
      boolean named = typeOf(configured).equals(header.type());
      String name = nameOf(configured);
      for (ClassHeader.Method method : header.methods()) {
        if (method.name().equals(name) && method.hasCode() && (named || method.isInherited())) {
          matches.putIfAbsent(name, configured);
        }
      }
    }
    return matches;
  }

  /** Whether the type that a configured method names declares it, with code or without. */
  static boolean isDeclared(ClassHeader header, String configured) {
    for (ClassHeader.Method method : header.methods()) {
      if (method.name().equals(nameOf(configured))) {
        return true;
      }
    }
    return false;
  }
}
