/**
 * What Java Flight Recorder says of this JVM while it runs: load, hot methods, allocation sites,
 * pauses, threads. The only home of {@code jdk.jfr}. Knows no other package of Rein but {@code
 * text}; what it finds goes to a {@link dev.rein.agent.sample.jfr.JfrListener}.
 *
 * <p>A run-time image may lack the module: only {@link dev.rein.agent.sample.jfr.JfrSampling},
 * which names none of its classes, may be called from outside.
 *
 * <p>Threads: {@code rein-jfr}, a daemon, reads the stream and calls the listener. The caller's
 * tick calls {@code look()}, which starts and stops the stream and waits for neither.
 */
@NullMarked
package dev.rein.agent.sample.jfr;

import org.jspecify.annotations.NullMarked;
