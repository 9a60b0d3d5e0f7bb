package dev.rein.instrumentation;

import dev.rein.hook.CallGuard;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts the hooks of the catalogue into the JVM and takes them out again.
 *
 * <p>What is loaded is retransformed, which keeps what others have put in or will. Where nobody
 * else can have changed a class of the JDK, it gets the bytes that were woven from the JDK's own
 * class file, by an earlier start as a rule. Classes that are loaded later are woven then. What the
 * JVM would swallow, an error while weaving, is kept and shows in the report.
 */
public final class HookInstaller {
  private final Instrumentation instrumentation;
  private final ClassSource classes;
  private final boolean untouched;
  private final Set<String> leftOut;
  private final HookStates states = new HookStates();
  private final WeavingTransformer transformer = new WeavingTransformer();
  private final AgentMethods agentMethods;

  /** While loaded classes are sure to be as the JDK's build made them. */
  private volatile boolean installing;

  /**
   * @param cache where woven classes are kept between starts
   * @param untouched whether the classes of the JDK are sure to be as its build made them: no other
   *     agent was here before
   * @param leftOut the libraries that are not hooked in this JVM
   */
  public HookInstaller(
      Instrumentation instrumentation, WovenCache cache, boolean untouched, Set<String> leftOut) {
    this.instrumentation = instrumentation;
    this.classes = new ClassSource(cache, Runtime.version().feature());
    this.untouched = untouched;
    this.leftOut = leftOut;
    this.agentMethods = new AgentMethods(instrumentation, cache);
  }

  /** Weaves every hooked class that is loaded, and from now on those that are loaded later. */
  public void install() {
    if (untouched) {
      classes.prepare(states);
    }
    instrumentation.addTransformer(transformer, true);
    installing = untouched;
    retransform(notSeenYet());
    installing = false;
    catchUp();
  }

  /**
   * Weaves what has slipped by: weaving loads classes itself, and while a transformer is at work
   * the JVM asks none. To be called from time to time; does nothing unless there was weaving.
   */
  public void catchUp() {
    agentMethods.catchUp();
    boolean wovenForAgents = agentMethods.hasWoven();
    if (classes.hasWoven() || wovenForAgents) {
      retransform(notSeenYet());
    }
  }

  /**
   * Has methods of the host's be the work of an agent, instead of those before; to be called again
   * whenever the policy has changed.
   *
   * @param methods binary name of a class or interface, a dot, a method's name
   */
  public void setAgentMethods(Collection<String> methods) {
    agentMethods.set(methods);
  }

  private List<Class<?>> notSeenYet() {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : loadedHookedClasses()) {
      if (!states.isSeen(type.getName())) {
        found.add(type);
      }
    }
    return found;
  }

  /**
   * Restores the original bytecode.
   *
   * @return the classes that still refer to a hook; empty when the host is as it was
   */
  public List<String> uninstall() {
    instrumentation.removeTransformer(transformer);
    agentMethods.stop();
    Set<String> names = classes.names();
    names.addAll(agentMethods.woven());
    List<Class<?>> hooked = loadedHookedClasses();
    hooked.addAll(agentMethods.loaded());
    retransform(hooked);
    ReferenceSearch search = new ReferenceSearch(names);
    instrumentation.addTransformer(search, true);
    try {
      retransform(hooked);
    } finally {
      instrumentation.removeTransformer(search);
    }
    return hooked.stream().map(Class::getName).filter(type -> !search.isClean(type)).toList();
  }

  /** Grows whenever a report may say something else than the last one. */
  public int changes() {
    return states.changes() + agentMethods.changes();
  }

  /** How far each hook has got by now. */
  public InstallReport report() {
    List<HookStatus> hooks = new ArrayList<>(states.of(wanted()));
    hooks.addAll(agentMethods.report());
    return new InstallReport(hooks);
  }

  private List<HookedType> wanted() {
    return classes.types().stream().filter(this::isWanted).toList();
  }

  private boolean isWanted(HookedType type) {
    return type.ofJdk() || !leftOut.contains(type.hooks().get(0).area());
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
        states.failed(types.get(0).getName(), e);
      } else {
        // One class that the JVM does not take must not keep the others out.
        types.forEach(type -> retransform(List.of(type)));
      }
    }
  }

  /** Whether a class of this name is hooked where this loader has it. */
  private boolean isHooked(String type, @Nullable ClassLoader loader) {
    HookedType hooked = classes.type(type);
    return hooked != null && hooked.ofJdk() == belongsToJdk(loader) && isWanted(hooked);
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
        boolean loading = redefinedClass == null;
        if (installing && !loading) {
          classes.isUntouched(type, classFile);
        }
        WovenClass woven = classes.woven(loader, type, classFile, loading);
        states.woven(type, woven.hooks());
        return woven.bytes();
      } catch (Throwable failure) {
        states.failed(type, failure);
        return null;
      } finally {
        states.seen(type);
        CallGuard.resumeCurrent();
      }
    }
  }
}
