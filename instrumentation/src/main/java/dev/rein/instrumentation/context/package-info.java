/**
 * Hooks that tell what a thread is busy with, so that the JVM's own doings are not charged. Advice
 * only; it runs on the host's threads, woven into the JDK's classes.
 */
@NullMarked
package dev.rein.instrumentation.context;

import org.jspecify.annotations.NullMarked;
