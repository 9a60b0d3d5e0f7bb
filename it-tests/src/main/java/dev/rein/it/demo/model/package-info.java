/**
 * An OpenAI-compatible chat endpoint on loopback with a script in place of a model, so that a demo
 * or a test gets the same answers every time and pays nobody. Knows no agent: it goes by the tools
 * a request offers and by how far its conversation has come. One thread per request.
 */
@NullMarked
package dev.rein.it.demo.model;

import org.jspecify.annotations.NullMarked;
