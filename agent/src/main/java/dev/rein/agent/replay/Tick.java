package dev.rein.agent.replay;

import dev.rein.agent.account.HostTable;
import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Rule.Subject;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the ledger's thread wrote in one go: the counters of the accounts in their order, then those
 * of the hosts. All that is known of the calls is that they came since the last one.
 */
final class Tick {
  /** The longest that the writer lets pass between two looks. */
  static final long LONGEST_MILLIS = 5_000;

  private static final Resource[] NONE = {};
  private static final int SLICES = 10;
  private static final long TOGETHER_MILLIS = 1_000;

  private final Governor governor;
  private final Members members;
  private final Judge judge;
  private final Timeline timeline;
  private final RefusedCalls refusedCalls;
  private final Recording recording;
  private final boolean spread;
  private final List<Resource> resources = Resource.all();
  private final Set<Own> accounts = new LinkedHashSet<>();
  private final List<LedgerEntry.HostCounters> hosts = new ArrayList<>();
  private int lastAccount = -1;
  private long begun;
  private long at;
  private long former = Long.MIN_VALUE;

  /** Calls of one account. */
  private record Use(Own own, Attempt attempt) {}

  /**
   * @param spread whether it matters when within the tick the calls came
   */
  Tick(
      Governor governor,
      Members members,
      Judge judge,
      Timeline timeline,
      RefusedCalls refusedCalls,
      Recording recording,
      boolean spread) {
    this.governor = governor;
    this.members = members;
    this.judge = judge;
    this.timeline = timeline;
    this.refusedCalls = refusedCalls;
    this.recording = recording;
    this.spread = spread;
  }

  void add(LedgerEntry.Counters counters) {
    boolean begins = lastAccount < 0 && hosts.isEmpty();
    boolean goesOn =
        counters.account() > lastAccount
            && hosts.isEmpty()
            && counters.at() - begun < TOGETHER_MILLIS;
    if (!begins && !goesOn) {
      flush();
    }
    if (begins || !goesOn) {
      begun = counters.at();
    }
    lastAccount = counters.account();
    at = counters.at();
    AccountLimits account = members.of(counters.account());
    Own own = members.own(account);
    accounts.add(own);
    for (LedgerEntry.Delta delta : counters.deltas()) {
      recording.delayed(delta.delayed());
      Resource resource = recording.resource(delta.resource());
      if (resource == Resource.TIME_SINCE_DELIVERABLE) {
        members.idleChanged(account, delta.used());
      } else if (resource != null && isSet(resource)) {
        setMeasured(account, resource, delta.used());
      } else if (resource != null) {
        own.used(resource, delta.used());
        own.denied(resource, delta.denied());
      }
    }
  }

  /** Whether its value is what was measured or told, and no call adds to it. */
  private static boolean isSet(Resource resource) {
    return resource.isGauge() && (resource.isMeasured() || !resource.isSum());
  }

  /** Of the JVM's, agents with a limit on it have the same, but for what each has of its own. */
  private void setMeasured(AccountLimits account, Resource gauge, long change) {
    long value = account.account().meter(gauge).used() + change;
    boolean ofHost =
        account.parent() == null
            && !gauge.isSum()
            && gauge != Resource.CPU_SHARE
            && gauge != Resource.TOOLS_REPEATED;
    if (ofHost) {
      governor.setLevel(gauge, value);
    } else {
      governor.setGauge(account, gauge, value);
    }
  }

  void add(LedgerEntry.HostCounters counters) {
    hosts.add(counters);
    at = Math.max(at, counters.at());
    if (hosts.size() > HostTable.MAX_HOSTS) {
      flush();
    }
  }

  /** Judges what was collected. */
  void flush() {
    if (lastAccount >= 0 || !hosts.isEmpty()) {
      // The first has all that was used since Rein began, however long its ledger took to open.
      long length =
          former == Long.MIN_VALUE
              ? at - recording.firstAt()
              : Math.min(LONGEST_MILLIS, at - former);
      length = Math.max(0, length);
      recording.tick(length);
      former = at;
      List<Use> uses = uses();
      judgeHosts(uses);
      judge(uses, length);
      accounts.forEach(this::moveGauges);
    }
    refusedCalls.judge(members);
    for (Own own : accounts) {
      refusedCalls.judgeUntold(own, resources);
    }
    accounts.clear();
    hosts.clear();
    lastAccount = -1;
  }

  private List<Use> uses() {
    for (Own own : List.copyOf(accounts)) {
      AccountLimits parent = own.account().parent();
      if (parent != null) {
        Own above = members.own(parent);
        accounts.add(above);
        above.without(own);
      }
    }
    List<Use> uses = new ArrayList<>();
    for (Own own : accounts) {
      for (Attempt attempt : CallKinds.of(own.settle(), resources)) {
        uses.add(new Use(own, attempt));
      }
    }
    return uses;
  }

  /** Rules about hosts; a request that they would have refused is taken out of the others. */
  private void judgeHosts(List<Use> uses) {
    if (!governor.engine().rules().hasAny(Subject.HOST)) {
      return;
    }
    AccountLimits caller = soleCaller(uses);
    for (LedgerEntry.HostCounters counters : hosts) {
      long requests = 0;
      for (LedgerEntry.HostUse use : counters.uses()) {
        if (use.resource().equals(Resource.HTTP_REQUESTS.name())) {
          requests = Math.max(0, Math.min(use.used(), Tallies.MOST));
        }
      }
      String host = counters.host().toLowerCase(Locale.ROOT);
      Rules.Match match = governor.engine().rules().match(Subject.HOST, host, caller);
      if (host.equals(HostTable.OTHER)) {
        recording.untoldRequests(requests);
      } else if (requests > 0 && match != Rules.Match.NONE) {
        Attempt attempt = new Attempt(NONE, 1, requests, false, host, match);
        takeOut(uses, requests - judge.judge(caller, attempt));
      }
    }
  }

  private AccountLimits soleCaller(List<Use> uses) {
    AccountLimits caller = null;
    for (Use use : uses) {
      if (use.attempt.uses(Resource.HTTP_REQUESTS) && caller != use.own.account()) {
        if (caller != null) {
          return governor.accounts().jvm();
        }
        caller = use.own.account();
      }
    }
    return caller == null ? governor.accounts().jvm() : caller;
  }

  private static void takeOut(List<Use> uses, long requests) {
    long left = requests;
    for (int i = 0; i < uses.size() && left > 0; i++) {
      Use use = uses.get(i);
      if (use.attempt.uses(Resource.HTTP_REQUESTS)) {
        long gone = Math.min(left, use.attempt.calls());
        left -= gone;
        uses.set(i, new Use(use.own, use.attempt.times(use.attempt.calls() - gone)));
      }
    }
  }

  private void judge(List<Use> uses, long length) {
    int slices = spread && length > 0 ? SLICES : 1;
    for (int slice = 0; slice < slices; slice++) {
      timeline.advanceTo(at - length + length * (slice + 1) / slices);
      for (Use use : uses) {
        long calls = use.attempt.calls();
        long part = calls / slices + (slice < calls % slices ? 1 : 0);
        if (part > 0) {
          judge(use.own, use.attempt.times(part));
        }
      }
    }
  }

  private void judge(Own own, Attempt attempt) {
    long happened = judge.judge(own.account(), attempt);
    for (Resource resource : attempt.resources()) {
      if (resource.isGauge()) {
        own.rose(resource, attempt.calls(), attempt.calls() - happened);
      }
    }
  }

  /** What gauges have risen without a call that is counted, and what they have fallen. */
  private void moveGauges(Own own) {
    long[] rest = own.settle();
    for (Resource resource : resources) {
      long moved = rest[resource.id()];
      if (resource == Resource.PROCESSES_SPAWNED || resource == Resource.PROCESSES_LIVE) {
        rest[resource.id()] = 0;
      } else if (resource.isGauge() && moved != 0) {
        rest[resource.id()] = 0;
        move(own, resource, moved);
      }
    }
  }

  private void move(Own own, Resource gauge, long moved) {
    if (moved > 0) {
      governor.engine().transferred(own.account(), gauge, moved);
      own.rose(gauge, moved, 0);
    } else {
      governor.engine().giveBack(own.account(), own.fell(gauge, -moved), gauge);
    }
  }
}
