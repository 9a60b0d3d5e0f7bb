/** Tests of what is answered over HTTP, over real sockets. */
@NullMarked
package dev.rein.agent.view.web;

import org.jspecify.annotations.NullMarked;
