package dev.rein.it.api;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which methods of the public API can get to a native method that does something, and by which way,
 * without passing a hook. Ways through a class that is initialised on the way, and through code
 * that is only known at run time, are not seen.
 */
public final class ApiWalk {
  private static final Set<String> PACKAGES =
      Set.of(
          "java/io",
          "java/nio",
          "java/nio/channels",
          "java/nio/channels/spi",
          "java/nio/file",
          "java/nio/file/attribute",
          "java/nio/file/spi",
          "java/net",
          "java/net/http");

  private static final Set<String> TYPES_OF_JAVA_LANG = Set.of("Process", "Runtime", "Thread");

  private final JdkCode code;
  private final NativeMethods natives;
  private final Map<CodeMethod, List<CodeMethod>> callers = new HashMap<>();

  public ApiWalk(JdkCode code, NativeMethods natives) {
    this.code = code;
    this.natives = natives;
    for (CodeType type : code.types()) {
      for (CodeMethod method : type.methods().values()) {
        for (CodeMethod callee : code.callees(method)) {
          callers.computeIfAbsent(callee, m -> new ArrayList<>()).add(method);
        }
      }
    }
  }

  /** Native methods of which nobody has said what they do. */
  public Set<String> unknownNatives() {
    Set<String> unknown = new TreeSet<>();
    for (CodeType type : code.types()) {
      for (CodeMethod method : type.methods().values()) {
        if (method.isNative() && natives.isUnknown(method)) {
          unknown.add(method.id());
        }
      }
    }
    return unknown;
  }

  /**
   * The public methods that get past all hooks, each with a way.
   *
   * @param closed ids of the methods through which no way counts: hooks and excuses; {@code type.*}
   *     for all of a type
   */
  public Map<String, String> waysPast(Collection<String> closed) {
    Map<CodeMethod, CodeMethod> next = reach(Set.copyOf(closed));
    Map<String, String> found = new TreeMap<>();
    for (CodeType type : code.types()) {
      if (!type.isOpen() || !isApi(type.name())) {
        continue;
      }
      for (CodeMethod method : type.methods().values()) {
        if (method.isPublic() && !isClosed(method, closed)) {
          code.meanings(method).stream()
              .filter(next::containsKey)
              .findFirst()
              .ifPresent(meaning -> found.put(method.id(), way(meaning, next)));
        }
      }
    }
    return found;
  }

  /**
   * Those of some ids through which no way leads on to something that no hook sees.
   *
   * @param closed as for {@link #waysPast}, these ids among them
   */
  public Set<String> idle(Collection<String> ids, Collection<String> closed) {
    Map<CodeMethod, CodeMethod> next = reach(Set.copyOf(closed));
    Set<String> idle = new TreeSet<>(ids);
    for (CodeType type : code.types()) {
      for (CodeMethod method : type.methods().values()) {
        if (isClosed(method, ids)
            && (natives.doesSomething(method)
                || code.callees(method).stream().anyMatch(next::containsKey))) {
          idle.remove(method.id());
          idle.remove(method.owner().replace('/', '.') + ".*");
        }
      }
    }
    return idle;
  }

  /** For each method from which a way leads on, the next one on it; natives lead to themselves. */
  private Map<CodeMethod, CodeMethod> reach(Set<String> closed) {
    Map<CodeMethod, CodeMethod> next = new LinkedHashMap<>();
    Queue<CodeMethod> open = new ArrayDeque<>();
    for (CodeType type : code.types()) {
      for (CodeMethod method : type.methods().values()) {
        if (method.isNative() && natives.doesSomething(method) && !isClosed(method, closed)) {
          next.put(method, method);
          open.add(method);
        }
      }
    }
    for (CodeMethod method = open.poll(); method != null; method = open.poll()) {
      for (CodeMethod caller : callers.getOrDefault(method, List.of())) {
        if (!next.containsKey(caller) && !isClosed(caller, closed)) {
          next.put(caller, method);
          open.add(caller);
        }
      }
    }
    return next;
  }

  private static boolean isClosed(CodeMethod method, Collection<String> closed) {
    return closed.contains(method.id()) || closed.contains(method.owner().replace('/', '.') + ".*");
  }

  private static String way(CodeMethod from, Map<CodeMethod, CodeMethod> next) {
    StringBuilder way = new StringBuilder(from.id());
    CodeMethod here = from;
    for (@Nullable CodeMethod to = next.get(here); to != null && to != here; to = next.get(here)) {
      way.append(" > ").append(to.id());
      here = to;
    }
    return way.toString();
  }

  private static boolean isApi(String type) {
    int slash = type.lastIndexOf('/');
    if (type.startsWith("java/lang/") && slash == "java/lang".length()) {
      return TYPES_OF_JAVA_LANG.stream().anyMatch(type.substring(slash + 1)::startsWith);
    }
    return slash > 0 && PACKAGES.contains(type.substring(0, slash));
  }
}
