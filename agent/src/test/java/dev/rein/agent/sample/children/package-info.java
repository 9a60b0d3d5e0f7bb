/** Tests of the trees of child processes, on a folder laid out like /proc and on real processes. */
@NullMarked
package dev.rein.agent.sample.children;

import org.jspecify.annotations.NullMarked;
