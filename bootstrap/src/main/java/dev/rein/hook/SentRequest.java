package dev.rein.hook;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP request that goes out now, of a client that has its parts in several objects.
 *
 * @param address says where to: the client's object
 * @param content says what is sent; null when it cannot be known yet
 * @param length of the body in bytes, where the content does not say; below zero when it is not
 *     known
 */
public record SentRequest(@Nullable Object address, @Nullable Object content, long length) {}
