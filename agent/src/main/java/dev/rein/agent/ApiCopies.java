package dev.rein.agent;

import dev.rein.api.Rein;
import dev.rein.hook.ContextHooks;
import java.lang.instrument.Instrumentation;
import java.util.function.Function;

/**
 * The API as the host had loaded it by itself before Rein was attached. A copy that is loaded later
 * finds Rein by its hook; of these some may listen and never call again.
 */
final class ApiCopies {
  private ApiCopies() {}

  /** Tells each of them that Rein is there. */
  static void connect(Instrumentation instrumentation) {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (type != Rein.class && type.getName().equals(Rein.class.getName())) {
        connect(type);
      }
    }
  }

  private static void connect(Class<?> copy) {
    try {
      Object unused = copy.getMethod("connect", Function.class).invoke(null, ContextHooks.API);
    } catch (ReflectiveOperationException | LinkageError anotherVersion) {
      // Its calls lead here by its hook, or nowhere; the report of the hooks says which.
    }
  }
}
