package dev.rein.instrumentation;

import dev.rein.hook.CallGuard;
import dev.rein.hook.Hooks;
import dev.rein.instrumentation.HookStatus.State;
import java.io.IOException;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hooks of the catalogue into the JVM and takes them out again.
 *
 * <p>Where nobody else can have changed a class of the JDK, it is redefined with bytes that were
 * woven from the JDK's own class file, by an earlier start as a rule. Else what is loaded is
 * retransformed, which keeps what others have put in. Classes that are loaded later are woven then.
 * What the JVM would swallow, an error while weaving, is kept and shows in the report.
 */
public final class HookInstaller {
  private final Instrumentation instrumentation;
  private final ClassSource classes;
  private final boolean untouched;
  private final Set<String> installed = ConcurrentHashMap.newKeySet();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, String> failures = new ConcurrentHashMap<>();
  private final AtomicInteger changes = new AtomicInteger();
  private final WeavingTransformer transformer = new WeavingTransformer();
  private volatile Set<Class<?>> redefined = Set.of();

  /**
   * @param cache where woven classes are kept between starts
   * @param untouched whether the classes of the JDK are sure to be as its build made them: no other
   *     agent was here before
   */
  public HookInstaller(Instrumentation instrumentation, WovenCache cache, boolean untouched) {
    this.instrumentation = instrumentation;
    this.classes = new ClassSource(cache, Runtime.version().feature());
    this.untouched = untouched;
  }

  /** Weaves every hooked class that is loaded, and from now on those that are loaded later. */
  public void install() {
    if (untouched) {
      classes.prepare(failures);
      redefineReadyOnes(loadedHookedClasses());
    }
    instrumentation.addTransformer(transformer, true);
    retransform(notSeenYet());
    catchUp();
  }

  /**
   * Weaves what has slipped by: weaving loads classes itself, and while a transformer is at work
   * the JVM asks none. To be called from time to time; does nothing unless there was weaving.
   */
  public void catchUp() {
    if (classes.hasWoven()) {
      retransform(notSeenYet());
    }
  }

  private List<Class<?>> notSeenYet() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : loadedHookedClasses()) {
      if (!seen.contains(type.getName())) {
        found.add(type);
      }
    }
    return found;
  }

  /** Redefines those that there are woven bytes for. */
  private void redefineReadyOnes(List<Class<?>> loaded) {
    List<Class<?>> ready = new ArrayList<>();
    List<ClassDefinition> definitions = new ArrayList<>();
    for (Class<?> type : loaded) {
      WovenClass woven = classes.ready(type.getName());
      if (woven != null) {
        ready.add(type);
        definitions.add(new ClassDefinition(type, woven.bytes()));
      }
    }
    try {
      for (Class<?> type : ready) {
        letSeeHooks(type);
      }
      instrumentation.redefineClasses(definitions.toArray(new ClassDefinition[0]));
    } catch (ClassNotFoundException
        | UnmodifiableClassException
        | LinkageError
        | RuntimeException notTaken) {
      return; // They are retransformed then.
    }
    redefined = Set.copyOf(ready);
    for (Class<?> type : ready) {
      seen.add(type.getName());
      WovenClass woven = classes.ready(type.getName());
      if (woven != null) {
        installed.addAll(woven.hooks());
      }
    }
  }

  /** The JVM does so by itself for a class that a transformer has changed. */
  private void letSeeHooks(Class<?> type) {
    Module hooks = Hooks.class.getModule();
    if (!type.getModule().canRead(hooks)) {
      instrumentation.redefineModule(
          type.getModule(), Set.of(hooks), Map.of(), Map.of(), Set.of(), Map.of());
    }
  }

  /**
   * Restores the original bytecode.
   *
   * @return the classes that still refer to a hook; empty when the host is as it was
   */
  public List<String> uninstall() {
    instrumentation.removeTransformer(transformer);
    restoreRedefinedOnes();
    List<Class<?>> hooked = loadedHookedClasses();
    List<Class<?>> transformed = new ArrayList<>(hooked);
    transformed.removeAll(redefined);
    retransform(transformed);
    ReferenceSearch search = new ReferenceSearch(classes.names());
    instrumentation.addTransformer(search, true);
    try {
      retransform(hooked);
    } finally {
      instrumentation.removeTransformer(search);
    }
    return hooked.stream().map(Class::getName).filter(type -> !search.isClean(type)).toList();
  }

  private void restoreRedefinedOnes() {
    try {
      List<ClassDefinition> originals = new ArrayList<>();
      for (Class<?> type : redefined) {
        byte[] original = ClassSource.original(type.getName());
        originals.add(new ClassDefinition(type, Objects.requireNonNull(original)));
      }
      instrumentation.redefineClasses(originals.toArray(new ClassDefinition[0]));
    } catch (IOException
        | ClassNotFoundException
        | UnmodifiableClassException
        | LinkageError
        | RuntimeException e) {
      redefined.forEach(type -> failures.put(type.getName(), e.toString()));
    }
  }

  /** Grows whenever a report may say something else than the last one. */
  public int changes() {
    return changes.get();
  }

  /** How far each hook has got by now. */
  public InstallReport report() {
    List<HookStatus> hooks = new ArrayList<>();
    Set<String> satisfied = satisfiedGroups();
    for (HookedType type : classes.types()) {
      for (HookedType.Hook hook : type.hooks()) {
        hooks.add(status(type, hook, satisfied));
      }
    }
    return new InstallReport(hooks);
  }

  private HookStatus status(HookedType type, HookedType.Hook hook, Set<String> satisfied) {
    String failure = failures.get(type.name());
    State state = State.INSTALLED;
    String reason = "";
    if (failure != null) {
      state = State.MISSING;
      reason = failure;
    } else if (!installed.contains(hook.id())) {
      if (!seen.contains(type.name())) {
        state = State.WAITING;
      } else {
        state = satisfied.contains(hook.group()) ? State.OTHER_VERSION : State.MISSING;
        reason = "this version has no such method";
      }
    }
    return new HookStatus(hook.area(), hook.id(), state, reason);
  }

  /** Versions of a library differ: one hook of a group is enough. */
  private Set<String> satisfiedGroups() {
    Set<String> satisfied = new HashSet<>();
    for (HookedType type : classes.types()) {
      for (HookedType.Hook hook : type.hooks()) {
        if (installed.contains(hook.id())) {
          satisfied.add(hook.group());
        }
      }
    }
    return satisfied;
  }

  private List<Class<?>> loadedHookedClasses() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isHooked(type.getName(), type.getClassLoader())) {
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
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
      if (types.size() == 1) {
        failures.put(types.get(0).getName(), e.toString());
        changes.incrementAndGet();
      } else {
        // One class that the JVM does not take must not keep the others out.
        types.forEach(type -> retransform(List.of(type)));
      }
    }
  }

  /** Whether a class of this name is hooked where this loader has it. */
  private boolean isHooked(String type, @Nullable ClassLoader loader) {
    HookedType hooked = classes.type(type);
    return hooked != null && hooked.ofJdk() == belongsToJdk(loader);
  }

  private static boolean belongsToJdk(@Nullable ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private final class WeavingTransformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String internalName,
        @Nullable Class<?> redefinedClass,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      if (internalName == null) {
        return null;
      }
      String type = internalName.replace('/', '.');
      if (!isHooked(type, loader)) {
        return null;
      }
      CallGuard.suspendCurrent();
      try {
        // Another agent has a class transformed anew that was redefined here.
        if (redefinedClass != null
            && redefined.contains(redefinedClass)
            && ReferenceSearch.callsHooks(classFile)) {
          return null;
        }
        WovenClass woven = classes.woven(loader, type, classFile, redefinedClass == null);
        installed.addAll(woven.hooks());
        return woven.bytes();
      } catch (Throwable failure) {
        failures.put(type, failure.toString());
        return null;
      } finally {
        seen.add(type);
        changes.incrementAndGet();
        CallGuard.resumeCurrent();
      }
    }
  }
}
