package dev.rein.it.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** The classes of a JDK that do input and output, and who calls whom among them. */
public final class JdkCode {
  private static final List<String> MODULES = List.of("java.base", "java.net.http");

  /**
   * Where a call may mean any override there is. Elsewhere only the method named is meant: else all
   * would be reached from all, by way of {@code Object} and the collections.
   */
  private static final List<String> FAMILIES =
      List.of(
          "java/io/",
          "java/nio/channels/",
          "java/nio/file/",
          "java/net/",
          "sun/nio/",
          "sun/net/",
          "jdk/internal/net/",
          "java/lang/Process",
          "java/lang/Thread",
          "java/lang/VirtualThread",
          "java/lang/BaseVirtualThread");

  /** Their one method is called by whoever gets such an object. */
  private static final Set<String> TASKS =
      Set.of(
          "java/lang/Runnable",
          "java/util/concurrent/Callable",
          "java/security/PrivilegedAction",
          "java/security/PrivilegedExceptionAction");

  private static final Set<String> TASK_METHODS =
      Set.of("run()V", "run()Ljava/lang/Object;", "call()Ljava/lang/Object;");

  private final Map<String, CodeType> types = new HashMap<>();
  private final Map<String, List<CodeMethod>> overrides = new HashMap<>();

  /** Reads the run-time image of the JDK at this home. */
  public static JdkCode read(Path home) throws IOException {
    JdkCode code = new JdkCode();
    Map<String, String> environment = Map.of("java.home", home.toString());
    try (FileSystem image = FileSystems.newFileSystem(URI.create("jrt:/"), environment)) {
      for (String module : MODULES) {
        try (Stream<Path> files = Files.walk(image.getPath("/modules", module))) {
          for (Path file : (Iterable<Path>) files::iterator) {
            if (file.toString().endsWith(".class")) {
              code.add(Files.readAllBytes(file));
            }
          }
        }
      }
    }
    for (CodeType type : code.types.values()) {
      for (String supertype : type.supertypes()) {
        CodeType above = code.types.get(supertype);
        if (above != null) {
          above.subtypes().add(type);
        }
      }
    }
    return code;
  }

  private void add(byte[] classFile) {
    CodeType type = new CodeType();
    int skipped = ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES;
    OpenedClassReader.of(classFile).accept(type, skipped);
    types.put(type.name(), type);
  }

  Collection<CodeType> types() {
    return types.values();
  }

  /** What may run when this method does. */
  Set<CodeMethod> callees(CodeMethod method) {
    Set<CodeMethod> callees = new LinkedHashSet<>();
    for (CodeMethod.Call call : method.calls()) {
      CodeMethod named = resolve(call.owner(), call.signature());
      if (named != null) {
        callees.add(named);
      }
      if (!call.exact() && isOfFamily(call.owner())) {
        callees.addAll(
            overrides.computeIfAbsent(
                call.owner() + "." + call.signature(),
                any -> overrides(call.owner(), call.signature())));
      }
    }
    for (String made : method.made()) {
      CodeType type = types.get(made);
      if (type != null && type.supertypes().stream().anyMatch(TASKS::contains)) {
        type.methods().values().stream()
            .filter(task -> TASK_METHODS.contains(task.signature()))
            .forEach(callees::add);
      }
    }
    return callees;
  }

  /** The method itself and what it means in subclasses. */
  Set<CodeMethod> meanings(CodeMethod method) {
    Set<CodeMethod> meanings = new LinkedHashSet<>();
    meanings.add(method);
    if (!method.isStatic() && !method.signature().startsWith("<init>")) {
      meanings.addAll(overrides(method.owner(), method.signature()));
    }
    return meanings;
  }

  private static boolean isOfFamily(String type) {
    return FAMILIES.stream().anyMatch(type::startsWith);
  }

  private List<CodeMethod> overrides(String owner, String signature) {
    List<CodeMethod> found = new ArrayList<>();
    Queue<CodeType> below = new ArrayDeque<>();
    CodeType top = types.get(owner);
    if (top != null) {
      below.addAll(top.subtypes());
    }
    for (CodeType type = below.poll(); type != null; type = below.poll()) {
      CodeMethod method = type.methods().get(signature);
      if (method != null) {
        found.add(method);
      }
      below.addAll(type.subtypes());
    }
    return found;
  }

  private @Nullable CodeMethod resolve(String owner, String signature) {
    CodeType type = types.get(owner);
    if (type == null) {
      return null;
    }
    CodeMethod method = type.methods().get(signature);
    for (int i = 0; method == null && i < type.supertypes().size(); i++) {
      method = resolve(type.supertypes().get(i), signature);
    }
    return method;
  }
}
