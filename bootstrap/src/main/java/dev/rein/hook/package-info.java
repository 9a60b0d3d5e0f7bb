/**
 * The bridge between the JDK's woven methods and Rein. Advice calls {@link dev.rein.hook.Hooks};
 * {@code Hooks} asks {@link dev.rein.hook.CallGuard} whether the call is Rein's to count, and hands
 * it to the {@link dev.rein.hook.HookHandler} that the agent has set.
 *
 * <p>Lies on the bootstrap path and knows {@code java.base} only. It runs on every thread of the
 * host, inside the JDK's own methods, so: no lambdas, no string concatenation by invokedynamic, no
 * locks, no class that is first loaded on the way. All static mutable state of Rein is here.
 */
@NullMarked
package dev.rein.hook;

import org.jspecify.annotations.NullMarked;
