package dev.rein.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Opens to Rein's own loader, and to nobody else, what a Chronicle Queue and {@link ChannelPaths}
 * need of the JDK.
 */
final class ModuleAccess {
  private ModuleAccess() {}

  static void grant(Instrumentation instrumentation) {
    Set<Module> rein = Set.of(AgentRuntime.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("sun.nio.ch", rein, "jdk.internal.ref", rein),
        Map.of("java.lang.reflect", rein, "java.util", rein, "sun.nio.ch", rein, "java.io", rein),
        Set.of(),
        Map.of());
    Optional<Module> unsupported = ModuleLayer.boot().findModule("jdk.unsupported");
    if (unsupported.isPresent()) {
      instrumentation.redefineModule(
          unsupported.get(), Set.of(), Map.of(), Map.of("sun.misc", rein), Set.of(), Map.of());
    }
  }
}
