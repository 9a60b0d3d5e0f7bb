/** The real flight recorder of the JVM that runs the tests. */
@NullMarked
package dev.rein.agent.sample.jfr;

import org.jspecify.annotations.NullMarked;
