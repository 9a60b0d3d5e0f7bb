/** Tests of who used how much. */
@NullMarked
package dev.rein.agent.account;

import org.jspecify.annotations.NullMarked;
