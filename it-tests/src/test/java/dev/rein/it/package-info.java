/**
 * Tests of the built {@code rein.jar} on real JVMs: {@link dev.rein.it.HostJvm} forks a program
 * with or without the agent, {@link dev.rein.it.ReinCli} runs the command line. What lies in {@code
 * dev.rein.it.host} is what gets forked. Each test runs on every JDK that {@link dev.rein.it.Jdk}
 * finds.
 */
@NullMarked
package dev.rein.it;

import org.jspecify.annotations.NullMarked;
