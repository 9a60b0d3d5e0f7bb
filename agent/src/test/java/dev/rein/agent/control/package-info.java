/** Tests of the control socket, with real sockets and an account tree that only remembers. */
@NullMarked
package dev.rein.agent.control;

import org.jspecify.annotations.NullMarked;
