/**
 * Limits and what they lead to: the policy file and its parser, and the engine that judges every
 * charge. Knows {@code account} and the API's resources, no sibling else. The engine runs on the
 * host's threads, the parser on the thread that starts Rein.
 */
@NullMarked
package dev.rein.agent.policy;

import org.jspecify.annotations.NullMarked;
