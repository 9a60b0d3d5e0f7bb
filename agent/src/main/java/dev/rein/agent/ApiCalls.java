package dev.rein.agent;

import dev.rein.agent.control.ControlException;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.NewWork;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.lifecycle.Lifecycle;
import dev.rein.agent.policy.Limit;
import dev.rein.api.Calls;
import dev.rein.api.Phase;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.CallGuard;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers the calls of the API, as {@link Calls} lays them out. Any thread of the host's. */
final class ApiCalls {
  /** Who steers, for the ledger. */
  private static final String PROGRAM = "program";

  private static final int LONGEST_TEXT = 1_000;
  private static final int MOST_ARTIFACTS = 20;

  private final Governor governor;
  private final AgentControls controls;
  private final History history;
  private final PhaseListeners listeners;
  private final ChargedCalls calls;
  private final HostSlots slots;
  private final Lifecycle lifecycle;

  ApiCalls(
      Governor governor,
      AgentControls controls,
      History history,
      PhaseListeners listeners,
      ChargedCalls calls,
      HostSlots slots,
      Lifecycle lifecycle) {
    this.governor = governor;
    this.controls = controls;
    this.history = history;
    this.listeners = listeners;
    this.calls = calls;
    this.slots = slots;
    this.lifecycle = lifecycle;
  }

  @Nullable Object answer(Object[] call, AccountLimits account) {
    return switch ((String) call[0]) {
      case Calls.CHARGE -> charge(account, resource(call), (Long) call[3]);
      case Calls.RELEASE -> {
        release(account, resource(call), (Long) call[3]);
        yield null;
      }
      case Calls.RECORD -> {
        use(account, resource(call), (Long) call[3]);
        yield null;
      }
      case Calls.TOKENS -> {
        tokens(account, (Long) call[2], (Long) call[3], (Long) call[4]);
        yield null;
      }
      case Calls.COST -> {
        use(account, Resource.LLM_COST, (Long) call[2]);
        use(account, Resource.COST, (Long) call[2]);
        yield null;
      }
      case Calls.DELIVER -> {
        deliver(account, (String) call[1], (String) call[2], (String[]) call[3]);
        yield null;
      }
      case Calls.USAGE -> usage(call.length == 1 ? account : find((String) call[1]));
      case Calls.SUMMARY -> summary((Long) call[1]);
      case Calls.LISTEN -> {
        listeners.add(listener(call));
        yield null;
      }
      case Calls.UNLISTEN -> {
        listeners.remove(listener(call));
        yield null;
      }
      case Calls.SLOT -> slots.acquire(account, (Long) call[1]);
      case Calls.CLOSE_SLOT -> {
        slots.close(call[1]);
        yield null;
      }
      case Calls.TRACK -> {
        lifecycle.track(
            (AutoCloseable) call[1], bounded((String) call[2]), account, CallGuard.currentRun());
        yield null;
      }
      case Calls.UNTRACK -> lifecycle.untrack((AutoCloseable) call[1]);
      case Calls.ADMISSION -> slots.status(account);
      case Calls.PAUSE, Calls.RESUME, Calls.TERMINATE, Calls.AWAIT_RESUME -> steer(call);
      default -> null;
    };
  }

  private @Nullable Object steer(Object[] call) {
    String id = (String) call[1];
    try {
      switch ((String) call[0]) {
        case Calls.PAUSE -> controls.pause(id, bounded((String) call[2]), PROGRAM);
        case Calls.RESUME -> controls.resume(id, PROGRAM);
        case Calls.TERMINATE -> controls.terminate(id, bounded((String) call[2]), PROGRAM);
        case Calls.AWAIT_RESUME -> {
          AccountLimits account = find(id);
          return account == null || governor.awaitResume(account, (Long) call[2]);
        }
        default -> {
          return null;
        }
      }
      return true;
    } catch (ControlException notDone) {
      return null;
    }
  }

  private @Nullable AccountLimits find(String id) {
    return governor.accounts().find(id);
  }

  private static Resource resource(Object[] call) {
    String name = (String) call[1];
    return (Boolean) call[2] ? Resource.gauge(name) : Resource.of(name);
  }

  @SuppressWarnings("unchecked")
  private static Function<Object[], @Nullable Object> listener(Object[] call) {
    return (Function<Object[], @Nullable Object>) call[1];
  }

  private @Nullable Refusal charge(AccountLimits account, Resource resource, long amount) {
    if (resource.equals(Resource.LLM_CALLS)) {
      Refusal refusal = calls.askBeforeRequest(account);
      if (refusal != null) {
        return refusal;
      }
    }
    Resource[] resources = {resource};
    if (amount == 0) {
      return null;
    }
    return resource.equals(Resource.LLM_CALLS)
        ? governor
            .engine()
            .begin(NewWork.MODEL_CALL, account, resources, amount, null, Rules.Match.NONE)
        : governor.engine().charge(account, resources, amount, null, Rules.Match.NONE);
  }

  private void release(AccountLimits account, Resource resource, long amount) {
    if (resource.isGauge()) {
      governor.engine().giveBack(account, amount, resource);
    }
  }

  private void use(AccountLimits account, Resource resource, long amount) {
    if (amount > 0) {
      governor.engine().transferred(account, resource, amount);
    }
  }

  private void tokens(AccountLimits account, long input, long output, long cached) {
    long all = input + output < 0 ? Long.MAX_VALUE : input + output;
    use(account, Resource.LLM_TOKENS, all);
    use(account, Resource.LLM_TOKENS_INPUT, input);
    use(account, Resource.LLM_TOKENS_OUTPUT, output);
    use(account, Resource.LLM_TOKENS_CACHED, cached);
  }

  private void deliver(AccountLimits account, String kind, String description, String[] artifacts) {
    List<String> bounded = List.of(artifacts);
    controls.deliver(
        account,
        kind,
        bounded(description),
        bounded.subList(0, Math.min(MOST_ARTIFACTS, bounded.size())));
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private @Nullable Object usage(@Nullable AccountLimits limits) {
    if (limits == null) {
      return null;
    }
    AccountLimits parent = limits.parent();
    return new Object[] {
      limits.id(),
      parent == null ? null : parent.id(),
      limits.phase().label(),
      limits.isPaused(),
      AgentControls.used(limits.account()),
      smallest(limits.limits()),
      governor.lastDelivered(limits)
    };
  }

  /** Of each resource the smallest amount that a total or a number at once may have. */
  private static Map<String, Long> smallest(List<Limit> limits) {
    Map<String, Long> smallest = new TreeMap<>();
    for (Limit limit : limits) {
      if (limit instanceof Limit.Budget || limit instanceof Limit.AtMost) {
        smallest.merge(limit.resource().name(), limit.max(), Math::min);
      }
    }
    return smallest;
  }

  private Object summary(long since) {
    Collection<AccountLimits> accounts = governor.accounts().all();
    Map<String, Integer> agents = new HashMap<>();
    for (AccountLimits account : accounts) {
      if (account.parent() != null) {
        agents.merge(account.phase().label(), 1, Integer::sum);
      }
    }
    return new Object[] {
      agents,
      accounts.stream()
          .filter(AccountLimits::isPaused)
          .map(AccountLimits::id)
          .toArray(String[]::new),
      history.entered(Phase.WARNING, since),
      history.entered(Phase.INTERVENTION, since),
      history.entered(Phase.TERMINATION, since),
      history.events(since).stream()
          .map(e -> new Object[] {e.at(), e.account(), e.type(), e.message()})
          .toArray(Object[][]::new)
    };
  }
}
