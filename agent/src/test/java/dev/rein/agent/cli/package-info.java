/** Tests of the commands, each in a process of its own. */
@NullMarked
package dev.rein.agent.cli;

import org.jspecify.annotations.NullMarked;
