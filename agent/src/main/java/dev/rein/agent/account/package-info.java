/**
 * Who used how much. Knows the API's resources and nobody else. Meters are written by every thread
 * of the host and never lock.
 */
@NullMarked
package dev.rein.agent.account;

import org.jspecify.annotations.NullMarked;
