/** Tests of what {@code rein audit} finds and prints. */
@NullMarked
package dev.rein.agent.cli.audit;

import org.jspecify.annotations.NullMarked;
