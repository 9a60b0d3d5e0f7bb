/**
 * What a host program may call or catch: the scope of an agent's work, the resources Rein meters,
 * and the exceptions of a refused call. Lies on the bootstrap path, so it knows {@code java.base}
 * and nothing else, and its only state is whether the agent is there. Safe from any thread.
 */
@NullMarked
package dev.rein.api;

import org.jspecify.annotations.NullMarked;
