/**
 * What a policy file says, and how it is read. Knows the API's resources, no sibling. Any thread.
 */
@NullMarked
package dev.rein.agent.policy;

import org.jspecify.annotations.NullMarked;
