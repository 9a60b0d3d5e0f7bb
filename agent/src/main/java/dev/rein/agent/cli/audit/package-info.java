/**
 * What JVMs have left behind, for {@code rein audit}: reads ledgers, looks at processes and files,
 * and deletes nothing. Rendering takes data and does no IO. One thread.
 */
@NullMarked
package dev.rein.agent.cli.audit;

import org.jspecify.annotations.NullMarked;
