package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.CallSite;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.HostThreads;
import dev.rein.agent.governor.Remedy;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Rule;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tries a policy on what a ledger has recorded: takes its entries in their order, and says in the
 * end what the policy would have done. Keeps no more than a bounded number of them.
 */
public final class Replay {
  private final Policy policy;
  private final boolean peopleSayYes;
  private final ReplayClock clock = new ReplayClock();
  private final Recording recording = new Recording();
  private final Findings findings;
  private final Governor governor;
  private final Members members;
  private final Judge judge;
  private final Timeline timeline;
  private final Processes processes;
  private final RefusedCalls refusedCalls;
  private final Tick tick;
  private final Earlier earlier;
  private final List<Limit> limits;

  /**
   * @param peopleSayYes whether somebody resumes paused accounts at once and approves every call;
   *     else nobody ever does
   * @param keep how many of the calls that would have been stopped to tell one by one
   */
  public Replay(Policy policy, boolean peopleSayYes, int keep) {
    this.policy = policy;
    this.peopleSayYes = peopleSayYes;
    this.limits = PolicyLimits.all(policy);
    this.findings = new Findings(policy.rules(), clock);
    this.governor =
        new Governor(
            policy.withMode(Mode.ENFORCE),
            clock,
            findings,
            new Unwaiting(),
            new NoRemedy(),
            NOBODY);
    this.members = new Members(governor);
    Set<Resource> limited = new HashSet<>();
    limits.forEach(limit -> limited.add(limit.resource()));
    this.judge = new Judge(governor, findings, clock, limited, peopleSayYes, keep);
    boolean thresholds = limits.stream().anyMatch(Limit.Threshold.class::isInstance);
    this.timeline = new Timeline(governor, findings, clock, thresholds, peopleSayYes);
    this.processes = new Processes(governor, judge);
    this.refusedCalls = new RefusedCalls(governor, judge, processes, recording, timeline);
    boolean rates = limits.stream().anyMatch(PolicyLimits::isByTime);
    this.tick = new Tick(governor, members, judge, timeline, refusedCalls, recording, rates);
    this.earlier = new Earlier(governor, members, recording, tick);
  }

  /** Takes the next entry. */
  public void add(LedgerEntry entry) {
    recording.add(entry);
    if (!clock.hasBegun()) {
      timeline.advanceTo(entry.at());
    }
    if (entry instanceof LedgerEntry.CarriedOver carried) {
      earlier.add(carried.entry());
    } else if (entry instanceof LedgerEntry.Counters counters) {
      tick.add(counters);
    } else if (entry instanceof LedgerEntry.HostCounters counters) {
      tick.add(counters);
    } else if (entry instanceof LimitEvent event && event.kind() == LimitEvent.Kind.DENIED) {
      refusedCalls.add(event);
      if (refusedCalls.isFull()) {
        tick.flush();
      }
    } else if (entry instanceof LedgerEntry.AccountOpened opened) {
      members.open(opened);
    } else if (entry instanceof LedgerEntry.Delivered delivered) {
      tick.flush();
      timeline.advanceTo(entry.at());
      members.deliver(delivered);
    } else if (entry instanceof LedgerEntry.ProcessStarted process) {
      timeline.advanceTo(entry.at());
      processes.started(members.of(process.account()), process);
    } else if (entry instanceof LedgerEntry.ProcessEnded process) {
      timeline.advanceTo(entry.at());
      processes.ended(process);
    }
  }

  /** Ends the replay. */
  public ReplayReport report() {
    tick.flush();
    if (clock.hasBegun()) {
      timeline.tick();
    }
    List<Finding> all = allFindings();
    Accuracy accuracy = new Accuracy(policy, limits, recording, governor.accounts());
    return new ReplayReport(
        recording,
        policy,
        peopleSayYes,
        all,
        judge.incidents(),
        judge.notKept(),
        accuracy.sentences(all, peopleSayYes, processes.judged()),
        accuracy.notJudged());
  }

  private List<Finding> allFindings() {
    List<Finding> all = new ArrayList<>();
    for (AccountLimits account : governor.accounts().all()) {
      for (Limit limit : account.limits()) {
        Finding finding = findings.of(account.id(), limit);
        Resource resource = limit.resource();
        finding.used(
            judge.tallies().attempted(account, resource),
            judge.tallies().allowed(account, resource));
        all.add(finding);
      }
    }
    for (Rule rule : policy.rules()) {
      if (PolicyLimits.isJudged(rule)) {
        Finding finding = findings.of(governor.accounts().jvm().id(), rule.limit());
        long[] calls = judge.ofRule(rule);
        finding.used(calls[0], calls[1]);
        all.add(finding);
      }
    }
    return all;
  }

  private static final HostThreads NOBODY =
      new HostThreads() {
        @Override
        public int interrupt(AccountLimits account) {
          return 0;
        }

        @Override
        public void exit(String reason) {}
      };

  /** Nothing waits in a replay: each call is told at once what holds it up. */
  private static final class Unwaiting implements CallSite {
    @Override
    public boolean mayBeRefused() {
      return true;
    }

    @Override
    public boolean mayWait() {
      return false;
    }

    @Override
    public String describe(@Nullable Object target) {
      return "";
    }
  }

  /** Nobody reads the refusals. */
  private static final class NoRemedy implements Remedy {
    @Override
    public String forLimit(String account, Limit limit) {
      return "";
    }

    @Override
    public String whilePaused(String account) {
      return "";
    }

    @Override
    public String whenTerminated(String account) {
      return "";
    }

    @Override
    public String whenNotApproved(String account, Limit limit) {
      return "";
    }
  }
}
