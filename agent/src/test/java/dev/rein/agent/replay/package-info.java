/** Tests of what another policy would have done to a recorded program. */
@NullMarked
package dev.rein.agent.replay;

import org.jspecify.annotations.NullMarked;
