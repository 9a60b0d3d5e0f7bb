/**
 * Walks the code of a JDK from its public API down to the native methods that open, move, connect,
 * look up, start or spawn, to find ways that pass no hook. Reads class files; runs none of them.
 */
@NullMarked
package dev.rein.it.api;

import org.jspecify.annotations.NullMarked;
