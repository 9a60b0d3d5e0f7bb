/**
 * Reads what the program asks of models and what they answer, as bytes of HTTP on their way: which
 * requests are calls of a model, how many tokens they may and did cost by each provider's own
 * meaning, and what is left of its rate limits. Knows no hook, ledger or policy, does no IO, and
 * keeps no prompt, answer or header: names of models, numbers, and a few kilobytes of state however
 * long a body is. Runs on the host's threads; each reader takes one caller at a time.
 */
@NullMarked
package dev.rein.agent.model;

import org.jspecify.annotations.NullMarked;
