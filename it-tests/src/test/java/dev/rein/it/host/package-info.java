/**
 * Programs that run under Rein in the tests, in JVMs of their own. They know the JDK only, nothing
 * of Rein: an {@link dev.rein.it.host.Action} per hooked call, and {@link
 * dev.rein.it.host.ActionHost}, which runs them as it is told on stdin. Compiled for JDK 17; what
 * came later is called by reflection.
 */
@NullMarked
package dev.rein.it.host;

import org.jspecify.annotations.NullMarked;
