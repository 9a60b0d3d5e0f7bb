/** Tests of the policy file: what it may say, and what is said of its mistakes. */
@NullMarked
package dev.rein.agent.policy;

import org.jspecify.annotations.NullMarked;
