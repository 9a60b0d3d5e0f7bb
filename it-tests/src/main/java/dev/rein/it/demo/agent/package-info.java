/**
 * A research agent on LangChain4j, written as anyone would write it: a lead with tools for files, a
 * command and sub-agents, and sub-agents with tools for files. It has no line about Rein. The lead
 * runs on the main thread, sub-agents on a pool.
 */
@NullMarked
package dev.rein.it.demo.agent;

import org.jspecify.annotations.NullMarked;
