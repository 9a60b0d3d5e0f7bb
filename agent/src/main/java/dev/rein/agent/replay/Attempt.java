package dev.rein.agent.replay;

import dev.rein.agent.governor.Rules;
import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one kind that an account has made, or has tried to make.
 *
 * @param resources what each uses, the special before the general
 * @param each how much of them one call uses
 * @param calls how many there were
 * @param afterwards whether they are charged when they have happened: a limit is held by the next
 * @param target what the call is about; null when the ledger does not tell
 * @param match the rules that it falls under
 */
// The arrays are the engine's own form and never changed.
@SuppressWarnings("ArrayRecordComponent")
record Attempt(
    Resource[] resources,
    long each,
    long calls,
    boolean afterwards,
    @Nullable String target,
    Rules.Match match) {
  static Attempt of(long calls, Resource... resources) {
    return new Attempt(resources, 1, calls, false, null, Rules.Match.NONE);
  }

  static Attempt afterwards(long amount, Resource resource) {
    return new Attempt(new Resource[] {resource}, 1, amount, true, null, Rules.Match.NONE);
  }

  Attempt about(@Nullable String newTarget, Rules.Match newMatch) {
    return new Attempt(resources, each, calls, afterwards, newTarget, newMatch);
  }

  Attempt times(long newCalls) {
    return new Attempt(resources, each, newCalls, afterwards, target, match);
  }

  boolean uses(Resource resource) {
    for (Resource one : resources) {
      if (one == resource) {
        return true;
      }
    }
    return false;
  }
}
