/**
 * What the processes that the host has started use, with all that these start in turn, as long as
 * any of them lives. Knows nobody: whom a tree is charged to is for the caller to say. Processes
 * are added on the host's threads, which never wait for a look at them all; one thread looks.
 *
 * <p>What a tree has used is exact where the kernel keeps it: a process that has ended leaves its
 * CPU time with the parent that waited for it, up to the JVM itself. What is orphaned leaves it
 * with init, and is charged as it was last seen.
 */
@NullMarked
package dev.rein.agent.sample.children;

import org.jspecify.annotations.NullMarked;
