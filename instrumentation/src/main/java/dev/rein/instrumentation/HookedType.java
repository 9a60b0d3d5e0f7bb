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

  static HookedType of(String name, List<HookSpec> hooks) {
    return new HookedType(
        name, hooks.get(0).isOfJdk(), hooks.stream().map(HookedType.Hook::of).toList());
  }

  /**
   * What a report says of a hook.
   *
   * @param area the kind of resource, or the library
   * @param group what it shares with those that may stand in for it
   */
  record Hook(String area, String id, String group) {
    static Hook of(HookSpec spec) {
      return new Hook(spec.area(), spec.id(), spec.group());
    }
  }
}
