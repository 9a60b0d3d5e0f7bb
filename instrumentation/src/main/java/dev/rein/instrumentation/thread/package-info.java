/**
 * Hooks on thread starts and ends. Advice only; it runs on the host's threads, woven into the JDK's
 * classes.
 */
@NullMarked
package dev.rein.instrumentation.thread;

import org.jspecify.annotations.NullMarked;
