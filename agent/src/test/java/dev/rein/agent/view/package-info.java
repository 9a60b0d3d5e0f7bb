/** Tests of what people and programs see of a ledger. */
@NullMarked
package dev.rein.agent.view;

import org.jspecify.annotations.NullMarked;
