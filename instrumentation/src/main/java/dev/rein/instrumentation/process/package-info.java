/**
 * Hooks on process starts. Advice only; it runs on the host's threads, woven into the JDK's
 * classes.
 */
@NullMarked
package dev.rein.instrumentation.process;

import org.jspecify.annotations.NullMarked;
