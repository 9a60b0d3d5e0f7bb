/**
 * Rein's options, declared once in {@code Option}, and the values they have in one JVM with where
 * each came from. Knows no sibling but {@code text}: what a value means is its reader's matter. The
 * values are immutable; they are read on the thread that starts Rein.
 */
@NullMarked
package dev.rein.agent.config;

import org.jspecify.annotations.NullMarked;
