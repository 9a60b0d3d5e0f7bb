package dev.rein.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where woven classes come from: from the cache, or where that does not have them from Byte Buddy,
 * which is not loaded before. May be used by several threads.
 */
final class ClassSource {
  private final WovenCache cache;
  private final int jdk;
  private final HookPlan plan;
  private final boolean fromCache;
  private @Nullable List<HookSpec> catalog;
  private @Nullable Weaver weaver;
  private boolean hasWoven;

  /** Fingerprints of what the JVM hands over for classes that nobody has changed. */
  private final Map<String, Long> views = new ConcurrentHashMap<>();

  /**
   * @param jdk its feature release
   */
  ClassSource(WovenCache cache, int jdk) {
    this.cache = cache;
    this.jdk = jdk;
    HookPlan kept = cache.plan();
    this.fromCache = kept != null;
    this.plan = kept != null ? kept : HookPlan.of(catalog());
  }

  /**
   * Sees to it that there are woven bytes for every hooked class of this JDK.
   *
   * @param states is told of those that could not be woven
   */
  void prepare(HookStates states) {
    if (fromCache) {
      return;
    }
    boolean complete = true;
    for (HookedType type : plan.types()) {
      try {
        byte[] original = type.ofJdk() ? original(type.name()) : null;
        if (original != null) {
          plan.add(weave(null, type.name(), original));
        }
      } catch (IOException | RuntimeException | LinkageError failure) {
        states.failed(type.name(), failure);
        complete = false;
      }
    }
    if (complete) {
      cache.keep(plan);
    }
  }

  Collection<HookedType> types() {
    return plan.types();
  }

  @Nullable HookedType type(String name) {
    return plan.type(name);
  }

  Set<String> names() {
    Set<String> names = new HashSet<>();
    for (HookedType type : plan.types()) {
      names.add(type.name());
    }
    return names;
  }

  /**
   * A loaded class is as the JDK's build made it. The JVM hands over a view of its own, which is
   * the same each time and not always the class file.
   */
  void isUntouched(String type, byte[] view) {
    views.put(type, WovenClass.fingerprint(view));
  }

  /**
   * Weaves a class, unless that was done before.
   *
   * @param loading whether it is being loaded: the JVM hands over the class file as it is then, and
   *     it pays to keep what is woven from it, if it is the host's own
   */
  WovenClass woven(@Nullable ClassLoader loader, String type, byte[] classFile, boolean loading) {
    long source = WovenClass.fingerprint(classFile);
    WovenClass ready = plan.woven(type);
    Long view = views.get(type);
    if (ready != null && (ready.source() == source || (view != null && view == source))) {
      return ready;
    }
    HookedType hooked = plan.type(type);
    boolean keep = loading && hooked != null && !hooked.ofJdk();
    WovenClass kept = keep ? cache.find(type, source) : null;
    if (kept != null) {
      return kept;
    }
    WovenClass woven = weave(loader, type, classFile);
    if (keep) {
      cache.keep(woven);
    }
    return woven;
  }

  private WovenClass weave(@Nullable ClassLoader loader, String type, byte[] classFile) {
    List<HookSpec> hooks = catalog().stream().filter(hook -> hook.type().equals(type)).toList();
    List<String> found = new ArrayList<>();
    byte[] bytes = weaver().weave(loader, type, classFile, hooks, hook -> found.add(hook.id()));
    return new WovenClass(type, WovenClass.fingerprint(classFile), found, bytes);
  }

  private synchronized List<HookSpec> catalog() {
    if (catalog == null) {
      catalog = HookCatalog.forJdk(jdk);
    }
    return catalog;
  }

  /** Whether Byte Buddy was at work since this was last asked. */
  synchronized boolean hasWoven() {
    boolean before = hasWoven;
    hasWoven = false;
    return before;
  }

  private synchronized Weaver weaver() {
    hasWoven = true;
    if (weaver == null) {
      weaver = new Weaver();
    }
    return weaver;
  }

  /** The class file in the run-time image, or null when the image has no such class. */
  static byte @Nullable [] original(String type) throws IOException {
    String name = type.replace('.', '/') + ".class";
    try (InputStream in = ClassLoader.getPlatformClassLoader().getResourceAsStream(name)) {
      return in == null ? null : in.readAllBytes();
    }
  }
}
