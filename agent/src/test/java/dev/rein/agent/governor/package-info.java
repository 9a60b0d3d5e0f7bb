/** Tests of who is held to which limit, and when. */
@NullMarked
package dev.rein.agent.governor;

import org.jspecify.annotations.NullMarked;
