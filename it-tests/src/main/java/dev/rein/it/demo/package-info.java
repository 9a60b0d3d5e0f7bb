/**
 * What {@code rein demo} runs, as two programs of two processes: {@code model} serves a scripted
 * language model on loopback, {@code agent} is a LangChain4j agent that calls it and will not stop
 * of its own accord. Neither knows the other's classes, and neither knows Rein.
 */
@NullMarked
package dev.rein.it.demo;

import org.jspecify.annotations.NullMarked;
