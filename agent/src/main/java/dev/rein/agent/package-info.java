/**
 * Entry points and composition root. {@code ReinAgent} and {@code ReinMain} lie at the jar's root;
 * all else is loaded by {@code IsolatedClassLoader}. Only {@code AgentRuntime} knows every package
 * of the agent, and wires them by hand.
 */
@NullMarked
package dev.rein.agent;

import org.jspecify.annotations.NullMarked;
