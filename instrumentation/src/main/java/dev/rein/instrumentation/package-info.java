/**
 * Which methods of the host are hooked and how the hooks get in and out. {@link
 * dev.rein.instrumentation.HookCatalog} is the list; each hook's advice lies in the subpackage of
 * its resource and only calls {@link dev.rein.hook.Hooks}. Knows the bootstrap classes and Byte
 * Buddy, nothing of accounts or limits. Weaving runs on whatever thread loads the class.
 */
@NullMarked
package dev.rein.instrumentation;

import org.jspecify.annotations.NullMarked;
