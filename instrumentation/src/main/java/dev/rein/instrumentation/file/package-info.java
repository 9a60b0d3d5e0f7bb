/**
 * Hooks on files: opens, changes and bytes through {@code java.io} and {@code java.nio}. Advice
 * only; it runs on the host's threads, woven into the JDK's classes.
 */
@NullMarked
package dev.rein.instrumentation.file;

import org.jspecify.annotations.NullMarked;
