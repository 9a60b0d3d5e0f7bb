/** A LangChain4j program of several agents that knows nothing of Rein. */
@NullMarked
package dev.rein.it.host.team;

import org.jspecify.annotations.NullMarked;
