/** A program that knows nothing of Rein, for tests that look at what a host's code does. */
@NullMarked
package dev.rein.stranger;

import org.jspecify.annotations.NullMarked;
