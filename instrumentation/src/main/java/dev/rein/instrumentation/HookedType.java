package dev.rein.instrumentation;

import java.util.List;

/**
 * The hooks on one class, as a report needs them; unlike {@link HookSpec} without the advice, so
 * that a start from the cache loads none.
 *
 * @param name binary name of the class
 * @param ofJdk whether the JDK's own class is meant, not one that the host brings along
 */
record HookedType(String name, boolean ofJdk, List<Hook> hooks) {
  HookedType {
    hooks = List.copyOf(hooks);
  }

  /** The {@link HookSpec#area() area} and {@link HookSpec#id() id} of a hook. */
  record Hook(String area, String id) {
    static Hook of(HookSpec spec) {
      return new Hook(spec.area(), spec.id());
    }
  }
}
