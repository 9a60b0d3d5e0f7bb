/** Hooks on HTTP clients. Advice only; it runs on the host's threads, woven into the clients. */
@NullMarked
package dev.rein.instrumentation.http;

import org.jspecify.annotations.NullMarked;
