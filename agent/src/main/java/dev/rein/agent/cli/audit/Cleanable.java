package dev.rein.agent.cli.audit;

import org.jspecify.annotations.Nullable;

/**
 * Something of Rein's own that could be removed.
 *
 * @param what it is, in a few words
 * @param command what would remove it; null when no shell could be told its name
 */
public record Cleanable(String what, String path, long bytes, @Nullable String command) {}
