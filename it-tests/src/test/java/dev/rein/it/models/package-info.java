/**
 * A server on loopback that answers as providers of models do, and counts for itself what it told
 * its clients. It knows nothing of Rein: what Rein counts is held against its {@link
 * dev.rein.it.models.Tally}. A provider's protocol is a {@link dev.rein.it.models.Protocol}; what
 * is to happen to a request, a client says in its prompt, see {@link dev.rein.it.models.Script}. A
 * pool of threads serves the requests; all that they share is safe for that.
 */
@NullMarked
package dev.rein.it.models;

import org.jspecify.annotations.NullMarked;
