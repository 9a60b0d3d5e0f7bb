package dev.rein.agent;

import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.HookState;
import dev.rein.instrumentation.HookInstaller;
import dev.rein.instrumentation.HookStatus;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Tells the ledger what is intercepted in this JVM and what is not, as it becomes known: the whole
 * state at first, then what has changed. Collected by one thread, told by any.
 */
final class CoverageRecords {
  private static final int MAX_LIBRARIES = 500;
  private static final String JDK_LIBRARIES = System.getProperty("java.home") + "/lib";

  private final Queue<String> switchedOff = new ConcurrentLinkedQueue<>();
  private final Queue<String> libraries = new ConcurrentLinkedQueue<>();
  private final Set<String> knownLibraries = ConcurrentHashMap.newKeySet();
  private final Map<String, HookStatus.State> told = new HashMap<>();
  private int lastChange = -1;

  /** A kind of call is not handed to Rein any more. */
  void switchedOff(String operation) {
    switchedOff.add(operation);
  }

  /** A native library was loaded, by name or by path; the JDK's own are of no interest. */
  void libraryLoaded(String library) {
    File ofJdk = new File(JDK_LIBRARIES, System.mapLibraryName(library));
    if (!library.startsWith(JDK_LIBRARIES)
        && !ofJdk.exists()
        && knownLibraries.size() < MAX_LIBRARIES
        && knownLibraries.add(library)) {
      libraries.add(library);
    }
  }

  /** Hands over what is new since the last call, if anything is. */
  void collect(HookInstaller hooks, Consumer<LedgerEntry> sink) {
    int change = hooks.changes();
    if (change == lastChange && switchedOff.isEmpty() && libraries.isEmpty()) {
      return;
    }
    List<HookState> changed = change == lastChange ? List.of() : changed(hooks);
    lastChange = change;
    List<String> off = drain(switchedOff);
    List<String> loaded = drain(libraries);
    if (!changed.isEmpty() || !off.isEmpty() || !loaded.isEmpty()) {
      sink.accept(new LedgerEntry.Coverage(System.currentTimeMillis(), changed, off, loaded));
    }
  }

  private List<HookState> changed(HookInstaller hooks) {
    List<HookState> changed = new ArrayList<>();
    for (HookStatus hook : hooks.report().hooks()) {
      if (told.put(hook.area() + hook.hook(), hook.state()) != hook.state()) {
        HookState.State state = HookState.State.valueOf(hook.state().name());
        changed.add(new HookState(hook.area(), hook.hook(), state, hook.reason()));
      }
    }
    return changed;
  }

  private static List<String> drain(Queue<String> queue) {
    List<String> all = new ArrayList<>();
    for (String next = queue.poll(); next != null; next = queue.poll()) {
      all.add(next);
    }
    return all;
  }
}
