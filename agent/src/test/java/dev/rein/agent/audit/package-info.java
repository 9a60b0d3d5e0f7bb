/** Tests of the audit log. */
@NullMarked
package dev.rein.agent.audit;

import org.jspecify.annotations.NullMarked;
