/**
 * What calls of language models cost: tables of prices, whoever publishes them, and exact sums. May
 * know the policy, which says whose table it is; knows no account and no call. Any thread.
 */
@NullMarked
package dev.rein.agent.price;

import org.jspecify.annotations.NullMarked;
