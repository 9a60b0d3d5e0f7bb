package dev.rein.agent.governor;

import dev.rein.api.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A call that is to be charged, or of which it is asked whether it may use more.
 *
 * @param account who pays
 * @param resources what the call uses, the special before the general
 * @param amount of each of them
 * @param target what the call is about, as the hook handed it over
 * @param rules the limits of the rules that it falls under
 */
record Call(
    AccountLimits account,
    Resource[] resources,
    long amount,
    @Nullable Object target,
    ResourceLimits[] rules) {}
