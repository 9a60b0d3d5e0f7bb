/** Tests of the ledger on real Chronicle Queues. */
@NullMarked
package dev.rein.agent.ledger;

import org.jspecify.annotations.NullMarked;
