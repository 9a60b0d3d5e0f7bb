package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.Rules;
import dev.rein.agent.ledger.LedgerEntry.LimitEvent;
import dev.rein.agent.policy.Rule.Subject;
import dev.rein.api.Resource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Calls that the recorded policy has refused: the program tried them, so they are judged as the
 * others are, after those of the same tick that went through.
 */
final class RefusedCalls {
  private static final int MOST_WAITING = 10_000;

  private final Governor governor;
  private final Judge judge;
  private final Processes processes;
  private final Recording recording;
  private final Timeline timeline;
  private final List<LimitEvent> waiting = new ArrayList<>();

  RefusedCalls(
      Governor governor, Judge judge, Processes processes, Recording recording, Timeline timeline) {
    this.governor = governor;
    this.judge = judge;
    this.processes = processes;
    this.recording = recording;
    this.timeline = timeline;
  }

  void add(LimitEvent event) {
    waiting.add(event);
  }

  boolean isFull() {
    return waiting.size() >= MOST_WAITING;
  }

  /** Judges those that wait. */
  void judge(Members members) {
    for (LimitEvent event : waiting) {
      timeline.advanceTo(event.at());
      Resource resource = recording.resource(event.resource());
      if (resource == null || CallKinds.isAfterwards(resource)) {
        recording.unjudgedRefusals(1);
        continue;
      }
      AccountLimits account = members.of(event.account());
      members.own(account).denied(resource, -1);
      String target = event.target().isEmpty() ? null : event.target();
      Rules.Match match = target == null ? Rules.Match.NONE : match(resource, target, account);
      judge(account, new Attempt(used(resource), 1, 1, false, target, match));
      recording.judgedRefusal();
    }
    waiting.clear();
  }

  /** Those that the counters know of and no event: of accounts that were closed. */
  void judgeUntold(Own own, List<Resource> resources) {
    for (Resource resource : resources) {
      long calls = own.takeDenied(resource);
      if (calls > 0 && CallKinds.isAfterwards(resource)) {
        recording.unjudgedRefusals(calls);
      } else if (calls > 0) {
        judge(own.account(), Attempt.of(calls, used(resource)));
      }
    }
  }

  /** When such a call would have ended is not known: it holds nothing. */
  private void judge(AccountLimits account, Attempt attempt) {
    long happened = judge.judge(account, attempt);
    for (Resource resource : attempt.resources()) {
      if (resource.isGauge() && happened > 0) {
        governor.engine().giveBack(account, happened, resource);
      }
    }
    if (happened > 0) {
      governor.engine().giveBack(attempt.match(), true);
    }
  }

  private static Resource[] used(Resource resource) {
    boolean special =
        resource == Resource.FILES_READ
            || resource == Resource.FILES_WRITTEN
            || resource == Resource.FILES_MODIFIED
            || resource == Resource.FILES_DELETED;
    return special ? new Resource[] {resource, Resource.FILES_ACCESSED} : new Resource[] {resource};
  }

  private Rules.Match match(Resource resource, String target, AccountLimits account) {
    if (resource == Resource.PROCESSES_SPAWNED || resource == Resource.PROCESSES_LIVE) {
      return processes.match(Subject.PROCESS, target, account);
    } else if (resource == Resource.HTTP_REQUESTS) {
      return processes.match(Subject.HOST, host(target), account);
    }
    return Rules.Match.NONE;
  }

  private static String host(String target) {
    try {
      String host = new URI(target).getHost();
      return (host == null ? target : host).toLowerCase(Locale.ROOT);
    } catch (URISyntaxException plainName) {
      return target.toLowerCase(Locale.ROOT);
    }
  }
}
