package dev.rein.instrumentation;

import static java.util.stream.Collectors.groupingBy;

import dev.rein.hook.CallGuard;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hooks of the catalogue into the JVM and takes them out again. Classes that are loaded
 * are retransformed, others woven when they are loaded. What the JVM would swallow, an error while
 * weaving, is kept and shows in the report.
 */
public final class HookInstaller {
  private final Instrumentation instrumentation;
  private final Map<String, List<HookSpec>> hooksByType;
  private final Set<HookSpec> matched = ConcurrentHashMap.newKeySet();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final WeavingTransformer transformer = new WeavingTransformer();

  public HookInstaller(Instrumentation instrumentation, List<HookSpec> hooks) {
    this.instrumentation = instrumentation;
    this.hooksByType = Map.copyOf(hooks.stream().collect(groupingBy(HookSpec::type)));
  }

  /** Weaves every hooked class that is loaded, and from now on those that are loaded later. */
  public InstallReport install() {
    instrumentation.addTransformer(transformer, true);
    retransform(loadedHookedClasses());
    return report();
  }

  /**
   * Restores the original bytecode.
   *
   * @return the classes that still refer to a hook; empty when the host is as it was
   */
  public List<String> uninstall() {
    instrumentation.removeTransformer(transformer);
    List<Class<?>> hooked = loadedHookedClasses();
    retransform(hooked);
    ReferenceSearch search = new ReferenceSearch(hooksByType.keySet());
    instrumentation.addTransformer(search, true);
    try {
      retransform(hooked);
    } finally {
      instrumentation.removeTransformer(search);
    }
    return hooked.stream().map(Class::getName).filter(type -> !search.isClean(type)).toList();
  }

  /** Which hooks are in by now. */
  public InstallReport report() {
    Set<String> loaded = ConcurrentHashMap.newKeySet();
    loadedHookedClasses().forEach(type -> loaded.add(type.getName()));
    List<HookSpec> installed = new ArrayList<>();
    List<HookSpec> pending = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (List<HookSpec> hooks : hooksByType.values()) {
      for (HookSpec hook : hooks) {
        String failure = failures.get(hook.type());
        if (failure != null) {
          missing.add(hook.id() + " (" + failure + ")");
        } else if (matched.contains(hook)) {
          installed.add(hook);
        } else if (loaded.contains(hook.type())) {
          missing.add(hook.id() + " (this version has no such method)");
        } else {
          pending.add(hook);
        }
      }
    }
    return new InstallReport(installed, pending, missing);
  }

  private List<Class<?>> loadedHookedClasses() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!hooksOn(type.getName(), type.getClassLoader()).isEmpty()) {
        found.add(type);
      }
    }
    return found;
  }

  private void retransform(List<Class<?>> types) {
    if (types.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(types.toArray(Class<?>[]::new));
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      if (types.size() == 1) {
        failures.put(types.get(0).getName(), e.toString());
      } else {
        // One class that the JVM does not take must not keep the others out.
        types.forEach(type -> retransform(List.of(type)));
      }
    }
  }

  /** The hooks on a class of this name, when its loader is where such a class is hooked. */
  private List<HookSpec> hooksOn(String type, @Nullable ClassLoader loader) {
    List<HookSpec> hooks = hooksByType.getOrDefault(type, List.of());
    return hooks.isEmpty() || hooks.get(0).isOfJdk() == belongsToJdk(loader) ? hooks : List.of();
  }

  private static boolean belongsToJdk(@Nullable ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private final class WeavingTransformer implements ClassFileTransformer {
    private final Weaver weaver = new Weaver();

    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String internalName,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      if (internalName == null) {
        return null;
      }
      String type = internalName.replace('/', '.');
      List<HookSpec> hooks = hooksOn(type, loader);
      if (hooks.isEmpty()) {
        return null;
      }
      CallGuard.suspendCurrent();
      try {
        return weaver.weave(loader, type, classFile, hooks, matched::add);
      } catch (Throwable failure) {
        failures.put(type, failure.toString());
        return null;
      } finally {
        CallGuard.resumeCurrent();
      }
    }
  }
}
