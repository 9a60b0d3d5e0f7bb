package dev.rein.agent.policy;

import java.util.List;

/**
 * Limits that accounts can be built on.
 *
 * @param name empty for the profile without limits
 */
record Profile(String name, Priority priority, List<Limit> limits) {
  /** The word for having no profile. */
  static final String NONE_WORD = "none";

  static final Profile NONE = new Profile("", Priority.STANDARD, List.of());

  Profile {
    limits = List.copyOf(limits);
  }
}
