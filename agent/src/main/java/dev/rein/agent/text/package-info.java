/**
 * How Rein's messages show a user's own words and guess what was meant. Pure functions, on any
 * thread; knows nobody, and every package of the agent may know it.
 */
@NullMarked
package dev.rein.agent.text;

import org.jspecify.annotations.NullMarked;
