package dev.rein.it.api;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the native methods of a JDK's packages for input and output do: lines of a class, a colon,
 * and names of methods. Those that follow a bar do nothing that anybody is charged for.
 */
public final class NativeMethods {
  private static final List<String> PACKAGES =
      List.of("java/io/", "java/net/", "sun/nio/ch/", "sun/nio/fs/", "sun/net/");

  private final Set<String> charged = new HashSet<>();
  private final Set<String> free = new HashSet<>();

  private NativeMethods() {}

  /** Reads the lines of {@code natives.txt}. */
  public static NativeMethods of(List<String> lines) {
    NativeMethods natives = new NativeMethods();
    for (String line : lines) {
      String[] parts = line.split(":", 2);
      String[] halves = parts[1].split("\\|", -1);
      natives.add(parts[0], halves[0], natives.charged);
      natives.add(parts[0], halves.length > 1 ? halves[1] : "", natives.free);
    }
    return natives;
  }

  private void add(String type, String names, Set<String> to) {
    Arrays.stream(names.strip().split(" +", -1)).forEach(name -> to.add(type + "." + name));
  }

  boolean doesSomething(CodeMethod method) {
    return charged.contains(name(method));
  }

  /** Whether it is one that may do something and nobody has said what. */
  boolean isUnknown(CodeMethod method) {
    boolean looked =
        PACKAGES.stream().anyMatch(method.owner()::startsWith)
            || method.owner().startsWith("java/lang/Process")
            || method.owner().equals("java/lang/Thread");
    return looked && !charged.contains(name(method)) && !free.contains(name(method));
  }

  private static String name(CodeMethod method) {
    return method.id().substring(0, method.id().indexOf('('));
  }
}
