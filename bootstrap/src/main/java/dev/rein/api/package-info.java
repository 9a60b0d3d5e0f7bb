/**
 * What a host program may call or catch: {@link dev.rein.api.Rein} for what it tells and asks,
 * {@link dev.rein.api.Account} to steer, the resources Rein meters, and the exceptions of a refused
 * call. Lies on the bootstrap path, so it knows {@code java.base} and nothing else. A host may have
 * a copy of its own as well, so nothing of this package is handed to the agent or taken from it:
 * {@link dev.rein.api.Calls} lists what is. Its only state is where the agent is, who listens, and
 * which resources there are. Safe from any thread.
 */
@NullMarked
package dev.rein.api;

import org.jspecify.annotations.NullMarked;
