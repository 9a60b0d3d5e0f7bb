package dev.rein.instrumentation;

import dev.rein.hook.AgentHooks;
import dev.rein.hook.CallGuard;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Weaves into methods of the host, as the policy names them, that they are an agent's work: where
 * the named type declares them and in every class below it, proxies among them. Classes of the JDK
 * and hidden classes, such as lambdas, are left alone. Until a method is named nothing is done, and
 * until a class has one Byte Buddy is not loaded.
 */
final class AgentMethods {
  private final Instrumentation instrumentation;
  private final WovenCache cache;
  private final AgentMethodStates states = new AgentMethodStates();
  private final Transformer transformer = new Transformer();

  /** Names of the classes that have been woven, for whatever policy. */
  private final Set<String> woven = ConcurrentHashMap.newKeySet();

  /** Names of those that have been looked at for the policy in force and may have a method. */
  private final Set<String> looked = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean toCatchUp = new AtomicBoolean();
  private final AtomicBoolean hasWoven = new AtomicBoolean();
  private volatile @Nullable AgentTypes types;

  /** Not this, which is locked while classes are transformed anew. */
  private final Object weaverLock = new Object();

  private @Nullable Weaver weaver;

  AgentMethods(Instrumentation instrumentation, WovenCache cache) {
    this.instrumentation = instrumentation;
    this.cache = cache;
  }

  /** From now on these are an agent's work, in classes that are loaded and that will be. */
  synchronized void set(Collection<String> methods) {
    AgentTypes before = types;
    if (methods.isEmpty() && before == null) {
      return;
    }
    AgentTypes now = new AgentTypes(methods);
    if (before != null && before.methods().equals(now.methods())) {
      return;
    }
    types = now;
    states.replaced();
    looked.clear();
    if (before == null) {
      instrumentation.addTransformer(transformer, true);
    }
    // A class that is just being loaded has passed the transformer by and is not among the loaded.
    toCatchUp.set(true);
    Set<String> wovenBefore = Set.copyOf(woven);
    retransform(
        loaded(now, (type, candidates) -> !candidates.isEmpty() || wovenBefore.contains(type)));
  }

  /**
   * Weaves what has slipped by: a class that was loaded while a transformer was at work, or whose
   * supertypes had no class file to be read.
   */
  synchronized void catchUp() {
    AgentTypes current = types;
    if (current != null && toCatchUp.getAndSet(false)) {
      retransform(
          loaded(current, (type, candidates) -> !candidates.isEmpty() && !looked.contains(type)));
    }
  }

  /** Whether Byte Buddy was at work since this was last asked. */
  boolean hasWoven() {
    return hasWoven.getAndSet(false);
  }

  /** From now on no class is woven; those that are stay so until they are transformed anew. */
  synchronized void stop() {
    if (types != null) {
      instrumentation.removeTransformer(transformer);
      types = null;
    }
  }

  /** Names of the classes that have been woven. */
  Set<String> woven() {
    return woven;
  }

  /** Those that are loaded. */
  List<Class<?>> loaded() {
    List<Class<?>> loaded = new ArrayList<>();
    if (!woven.isEmpty()) {
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (woven.contains(type.getName()) && isHosts(type.getClassLoader())) {
          loaded.add(type);
        }
      }
    }
    return loaded;
  }

  int changes() {
    return states.changes();
  }

  List<HookStatus> report() {
    AgentTypes current = types;
    return current == null ? List.of() : states.of(current.methods());
  }

  /** The loaded classes of the host's that are chosen by name and by what they may have. */
  private List<Class<?>> loaded(AgentTypes current, BiPredicate<String, List<String>> chosen) {
    List<Class<?>> loaded = new ArrayList<>();
    Map<Class<?>, List<String>> seen = new HashMap<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (!type.isArray()
          && chosen.test(type.getName(), current.of(type, seen))
          && isHosts(type.getClassLoader())
          && instrumentation.isModifiableClass(type)) {
        loaded.add(type);
      }
    }
    return loaded;
  }

  private static boolean isHosts(@Nullable ClassLoader loader) {
    return loader != null
        && loader != ClassLoader.getPlatformClassLoader()
        && loader != AgentMethods.class.getClassLoader();
  }

  private void retransform(List<Class<?>> classes) {
    for (Class<?> type : classes) {
      try {
        instrumentation.retransformClasses(type);
      } catch (UnmodifiableClassException | LinkageError | RuntimeException e) {
        AgentTypes current = types;
        if (current != null) {
          states.failed(current.of(type, new HashMap<>()), failure(type.getName(), e));
        }
      }
    }
  }

  private static String failure(String type, Throwable e) {
    return type + ": " + e;
  }

  private Weaver weaver() {
    hasWoven.set(true);
    toCatchUp.set(true);
    synchronized (weaverLock) {
      if (weaver == null) {
        weaver = new Weaver();
      }
      return weaver;
    }
  }

  private byte[] weave(
      ClassLoader loader,
      String type,
      byte[] classFile,
      Map<String, String> methods,
      boolean loading) {
    long source = WovenClass.fingerprint(classFile) ^ ((long) methods.hashCode() << 16);
    List<String> configured = List.copyOf(methods.values());
    WovenClass kept = loading ? cache.find(type, source) : null;
    if (kept != null && kept.hooks().equals(configured)) {
      return kept.bytes();
    }
    byte[] bytes = weaver().weaveAgents(loader, type, classFile, methods);
    if (loading) {
      cache.keep(new WovenClass(type, source, configured, bytes));
    }
    return bytes;
  }

  private final class Transformer implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String internalName,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      AgentTypes current = types;
      if (loader == null || internalName == null || current == null || !isHosts(loader)) {
        return null;
      }
      CallGuard.suspendCurrent();
      List<String> candidates = List.of();
      try {
        ClassHeader header = ClassHeader.read(classFile);
        candidates = current.of(header, new ClassFiles(loader));
        if (candidates.isEmpty()) {
          return null;
        }
        looked.add(header.type());
        return transform(loader, header, candidates, classFile, redefined == null);
      } catch (Throwable failure) {
        states.failed(candidates, failure(internalName.replace('/', '.'), failure));
        return null;
      } finally {
        CallGuard.resumeCurrent();
      }
    }

    private byte @Nullable [] transform(
        ClassLoader loader,
        ClassHeader header,
        List<String> candidates,
        byte[] classFile,
        boolean loading) {
      for (String candidate : candidates) {
        if (AgentTypes.typeOf(candidate).equals(header.type())) {
          states.named(candidate, AgentTypes.isDeclared(header, candidate));
        }
      }
      Map<String, String> methods = AgentTypes.matches(header, candidates);
      if (methods.isEmpty()) {
        return null;
      }
      if (!seesHooks(loader)) {
        states.failed(methods.values(), header.type() + ": its class loader cannot see Rein");
        return null;
      }
      byte[] bytes = weave(loader, header.type(), classFile, methods, loading);
      woven.add(header.type());
      states.woven(methods.values());
      return bytes;
    }
  }

  /** A loader need not ask the bootstrap loader, and a woven method would not link then. */
  private static boolean seesHooks(ClassLoader loader) {
    try {
      return Class.forName(AgentHooks.class.getName(), false, loader) == AgentHooks.class;
    } catch (ClassNotFoundException | LinkageError itsOwnWay) {
      return false;
    }
  }

  /** Class files as a loader finds them, without loading the class. */
  private final class ClassFiles implements AgentTypes.Source {
    private final ClassLoader loader;

    ClassFiles(ClassLoader loader) {
      this.loader = loader;
    }

    @Override
    public @Nullable ClassHeader find(String type) {
      try (InputStream in = loader.getResourceAsStream(type.replace('.', '/') + ".class")) {
        if (in != null) {
          return ClassHeader.read(in.readAllBytes());
        }
      } catch (IOException | RuntimeException | LinkageError unreadable) {
        // As if there were none.
      }
      toCatchUp.set(true);
      return null;
    }
  }
}
