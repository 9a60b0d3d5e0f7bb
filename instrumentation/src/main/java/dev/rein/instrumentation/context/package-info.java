/**
 * Hooks that tell what a thread is busy with and for whom: the account that follows the work,
 * agents by method, and the JVM's own doings, which are not charged. Advice only; it runs on the
 * host's threads, woven into the JDK's classes and the host's.
 */
@NullMarked
package dev.rein.instrumentation.context;

import org.jspecify.annotations.NullMarked;
