/**
 * Hooks on frameworks for LLM agents: which agent begins, by the name that its framework knows, and
 * which tool it uses. Advice only; it runs on the host's threads, woven into the frameworks. It
 * hands their objects over as they are and knows nothing of their types.
 */
@NullMarked
package dev.rein.instrumentation.agents;

import org.jspecify.annotations.NullMarked;
