/** Tests of what is followed, told and cleaned. */
@NullMarked
package dev.rein.agent.lifecycle;

import org.jspecify.annotations.NullMarked;
