/**
 * Hooks on connects, look-ups of host names, and the bytes that sockets carry. Advice only; it runs
 * on the host's threads, woven into the JDK's classes, and is asked before the JDK takes a lock.
 */
@NullMarked
package dev.rein.instrumentation.net;

import org.jspecify.annotations.NullMarked;
