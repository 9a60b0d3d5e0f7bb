package dev.rein.instrumentation;

import java.util.List;

/**
 * The hooks on one class, as a report needs them; unlike {@link HookSpec} without the advice, so
 * that a start from the cache loads none.
 *
 * @param name binary name of the class
 * @param ofJdk whether the JDK's own class is meant, not one that the host brings along
 * @param hooks their {@link HookSpec#id() ids}
 * @param groups their {@link HookSpec#group() groups}, in the same order
 */
record HookedType(String name, boolean ofJdk, List<String> hooks, List<String> groups) {
  HookedType {
    hooks = List.copyOf(hooks);
    groups = List.copyOf(groups);
  }

  static HookedType of(String name, List<HookSpec> hooks) {
    return new HookedType(
        name,
        hooks.get(0).isOfJdk(),
        hooks.stream().map(HookSpec::id).toList(),
        hooks.stream().map(HookSpec::group).toList());
  }
}
