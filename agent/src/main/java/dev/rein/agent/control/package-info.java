/**
 * How a running JVM is steered from outside: a socket in the folder of its ledger, for the command
 * line, and MXBeans. What a command does is behind {@link dev.rein.agent.control.Controls}; this
 * package knows none of those who do it. Runs on threads of Rein's own, and on those of the JMX
 * connector.
 */
@NullMarked
package dev.rein.agent.control;

import org.jspecify.annotations.NullMarked;
