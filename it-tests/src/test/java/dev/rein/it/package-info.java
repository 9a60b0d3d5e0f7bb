/** Tests of the built jar in forked JVMs. */
@NullMarked
package dev.rein.it;

import org.jspecify.annotations.NullMarked;
