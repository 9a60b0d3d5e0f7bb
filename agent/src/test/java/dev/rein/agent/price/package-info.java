/** Tests of prices. */
@NullMarked
package dev.rein.agent.price;

import org.jspecify.annotations.NullMarked;
