/** Tests of the screen of the viewer. */
@NullMarked
package dev.rein.agent.view.terminal;

import org.jspecify.annotations.NullMarked;
