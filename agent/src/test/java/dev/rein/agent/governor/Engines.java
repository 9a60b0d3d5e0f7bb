package dev.rein.agent.governor;

import dev.rein.agent.account.Account;
import dev.rein.agent.policy.AccountPolicy;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Intervention;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Priority;
import dev.rein.api.Resource;
import java.util.List;

/** Builds what the tests of the engine need. */
final class Engines {
  static final Resource[] OPEN = {Resource.FILES_READ, Resource.FILES_ACCESSED};

  private static final Remedy REMEDY =
      new Remedy() {
        @Override
        public String forLimit(Limit limit) {
          return "raise it";
        }

        @Override
        public String whilePaused() {
          return "resume it";
        }
      };

  private Engines() {}

  static PolicyEngine engine(PolicyEvents events) {
    return engine(events, true, true);
  }

  static PolicyEngine engine(PolicyEvents events, boolean mayBeRefused, boolean mayWait) {
    CallSite callSite =
        new CallSite() {
          @Override
          public boolean mayBeRefused() {
            return mayBeRefused;
          }

          @Override
          public boolean mayWait() {
            return mayWait;
          }
        };
    return new PolicyEngine(events, callSite, REMEDY);
  }

  static AccountLimits jvm(Limit... limits) {
    return jvm(Mode.ENFORCE, limits);
  }

  static AccountLimits jvm(Mode mode, Limit... limits) {
    return new AccountLimits(Account.jvm(), policy(mode, limits), null);
  }

  static AccountLimits below(AccountLimits parent, String id, Limit... limits) {
    return new AccountLimits(parent.account().child(1, id), policy(Mode.ENFORCE, limits), parent);
  }

  private static Policy policy(Mode mode, Limit... limits) {
    return new Policy(
        mode,
        new AccountPolicy("", Priority.STANDARD, List.of(limits)),
        AccountPolicy.NONE,
        List.of(),
        List.of(),
        Intervention.DEFAULT,
        Policy.CHECK_INTERVAL,
        "a test's policy");
  }

  static Limit budget(Resource resource, long max, Action then) {
    return new Limit.Budget(resource, max, warnAt(max), null, then, null, "");
  }

  static Limit atMost(Resource resource, long max, Action then) {
    return new Limit.AtMost(resource, max, warnAt(max), then, null, "");
  }

  private static long warnAt(long max) {
    return (max * 8 + 9) / 10;
  }

  static long used(AccountLimits account, Resource resource) {
    return account.account().meter(resource).used();
  }
}
