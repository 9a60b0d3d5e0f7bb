package dev.rein.agent.replay;

import dev.rein.agent.governor.AccountTree;
import dev.rein.agent.ledger.LedgerEntry;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.AgentPolicy;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.policy.Mode;
import dev.rein.agent.policy.Policy;
import dev.rein.agent.policy.Rule;
import dev.rein.agent.policy.Rule.Subject;
import dev.rein.agent.text.Quantity;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How exact the replay of one policy over one ledger is, and what it could not judge. */
final class Accuracy {
  private final Policy policy;
  private final List<Limit> limits;
  private final Recording recording;
  private final AccountTree accounts;
  private final List<String> sentences = new ArrayList<>();

  Accuracy(Policy policy, List<Limit> limits, Recording recording, AccountTree accounts) {
    this.policy = policy;
    this.limits = limits;
    this.recording = recording;
    this.accounts = accounts;
  }

  List<String> sentences(List<Finding> findings, boolean peopleSayYes, long processes) {
    if (recording.beginsLater()) {
      sentences.add(
          "The ledger's first files are gone: what was used before counts as used, and what the new"
              + " policy would have said to it is not known.");
    }
    aboutTicks(processes);
    aboutTheRecordedPolicy();
    aboutWhatFollows(findings, peopleSayYes);
    aboutLimits();
    aboutRules();
    if (recording.stopped() == null) {
      sentences.add(
          "The ledger has no end: the JVM still runs or was killed, and its last counters, of 5s"
              + " at most, may be missing.");
    } else if (recording.stopped().dropped() > 0) {
      sentences.add(recording.stopped().dropped() + " entries are missing from the ledger.");
    }
    return sentences;
  }

  private void aboutTicks(long processes) {
    String longest = time(recording.longestTick());
    sentences.add(
        "Calls are known as sums, written every "
            + time(recording.usualTick())
            + " on average and at most "
            + longest
            + " apart: totals are exact, times are those of the next sum.");
    long single = processes + recording.judgedRefusals();
    if (single > 0) {
      sentences.add(
          single
              + " calls are known one by one: "
              + processes
              + " starts of processes and "
              + recording.judgedRefusals()
              + " calls that the recorded policy refused.");
    }
    if (accounts.all().size() > 1) {
      sentences.add(
          "Which of several accounts met a shared limit first is not known within a sum; they are"
              + " taken in turn, the older account first.");
    }
  }

  private void aboutTheRecordedPolicy() {
    LedgerEntry.Started started = recording.started();
    long refused = recording.refused();
    if (refused + recording.paused() + recording.delayed() == 0) {
      sentences.add("The recorded policy refused, paused and delayed nothing.");
    } else {
      String name = started == null ? "" : " (" + started.policy() + ")";
      sentences.add(
          "The recorded policy"
              + name
              + " itself refused "
              + refused
              + " calls, paused "
              + recording.paused()
              + " times and delayed "
              + recording.delayed()
              + " calls; what the program would have done without that is not known. A refused call"
              + " is taken as one of the account whose limit it was.");
    }
    if (recording.unjudgedRefusals() > 0) {
      sentences.add(
          recording.unjudgedRefusals()
              + " calls that it refused are left out, since the amount they would have used is not"
              + " known.");
    }
    if (recording.policies() > 0) {
      sentences.add("It was changed " + recording.policies() + " times while the JVM ran.");
    }
  }

  private void aboutWhatFollows(List<Finding> findings, boolean peopleSayYes) {
    if (policy.mode() == Mode.OBSERVE) {
      sentences.add(
          "The new policy's mode is observe, under which nothing is held up or refused; shown is"
              + " what it would do in mode enforce.");
    }
    if (findings.stream().anyMatch(finding -> finding.firstAt() != null)) {
      sentences.add(
          "After the first call that would have been stopped the program might have gone another"
              + " way; from there on this is what the limits say to what it did without them.");
    }
    if (has(Action.PAUSE)) {
      sentences.add(
          peopleSayYes
              ? "A paused account counts as resumed at once, with its budget granted once more."
              : "A paused account counts as never resumed: all it did afterwards is held"
                  + " (--resume takes it as resumed at once).");
    }
    if (has(Action.APPROVE)) {
      sentences.add(
          peopleSayYes
              ? "A person who is asked counts as saying yes."
              : "A person who is asked counts as not saying yes (--resume takes it as said).");
    }
  }

  private void aboutLimits() {
    if (limits.stream().anyMatch(PolicyLimits::isByTime)) {
      sentences.add(
          "For rates, the calls of a sum are spread evenly over the time since the last one: a"
              + " burst within it is not seen, and a delayed call does not delay those behind it.");
    }
    if (limits.stream().anyMatch(l -> l.resource().isGauge() && !isKnown(l.resource()))) {
      sentences.add(
          "Of what goes up and down only the value at the end of each sum is known: in between it"
              + " may have been higher.");
    }
    if (has(Resource.TIME_SINCE_DELIVERABLE)) {
      sentences.add(
          "When an agent's work began and ended is known to its timer's check only, by default a"
              + " minute.");
    }
    if (limits.stream().anyMatch(limit -> CallKinds.isAfterwards(limit.resource()))) {
      sentences.add(
          "What is charged afterwards (bytes, tokens, cost) may in truth pass its limit by what one"
              + " call uses.");
    }
    if (limits.stream().map(Limit::resource).filter(Accuracy::isOfFiles).distinct().count() > 1) {
      sentences.add(
          "Which counts of files belong to one call is inferred: a refused call uses none of"
              + " them.");
    }
  }

  private void aboutRules() {
    if (policy.rules().stream().anyMatch(rule -> rule.subject() == Subject.PROCESS)) {
      sentences.add(
          "Patterns of commands are compared with what the ledger keeps of them: without secrets,"
              + " long ones cut, and of refused ones the program only.");
    }
    if (policy.rules().stream().anyMatch(PolicyLimits::isJudgedByHost)) {
      sentences.add(
          "Requests to a host are known in sum: when several accounts made some at the same time,"
              + " a rule's refusals are told of the JVM.");
    }
    if (policy.rules().stream().anyMatch(rule -> rule.price() != null)) {
      sentences.add(
          "Prices are added to the cost that the ledger has; what an hour of a process costs is"
              + " charged at its end.");
    }
  }

  /** What of the policy is not tried at all, each with the reason. */
  List<String> notJudged() {
    Set<String> lines = new LinkedHashSet<>();
    for (Rule rule : policy.rules()) {
      if (!PolicyLimits.isJudged(rule)) {
        lines.add(
            "rule for "
                + rule.title()
                + " ("
                + rule.limit().origin()
                + "): "
                + whyNot(rule.subject()));
      }
    }
    for (Limit limit : limits) {
      String why = whyNot(limit);
      if (why != null) {
        lines.add(limit.resource() + " " + limit.kind() + " (" + limit.origin() + "): " + why);
      }
    }
    for (AgentPolicy agent : policy.agents()) {
      if (accounts.all().stream().noneMatch(a -> a.parent() != null && agent.isAbout(a.id()))) {
        lines.add(
            "agent "
                + agent.name()
                + " ("
                + agent.origin()
                + "): the ledger has no such account; agents are those that the recorded policy"
                + " or the program named");
      }
    }
    if (recording.untoldRequests() > 0) {
      lines.add(
          recording.untoldRequests() + " requests to hosts that the ledger does not tell apart");
    }
    return List.copyOf(lines);
  }

  private static String whyNot(Subject subject) {
    return switch (subject) {
      case HOST -> "the ledger does not keep which account a host's requests are of";
      case CONNECT -> "the ledger does not keep the ports of connections";
      case TOOL -> "a replay does not look at calls of tools one by one";
      default -> "the ledger does not keep the paths of calls that were let through";
    };
  }

  private @Nullable String whyNot(Limit limit) {
    Resource resource = limit.resource();
    if (resource == Resource.TOOLS_REPEATED) {
      return "the ledger does not keep the arguments of calls";
    } else if (resource.isGauge() && !resource.isMeasured() && !resource.isSum()) {
      return "which calls of models a provider's limits would have held is not known";
    } else if (recording.isOfOtherKind(resource)) {
      return "in the ledger this goes up "
          + (resource.isGauge() ? "only" : "and down")
          + ", unlike in the policy";
    } else if (!recording.counts(resource)) {
      return "the recorded JVM did not count this";
    } else if (limit instanceof Limit.Rate && !limit.then().enforces()) {
      return "a rate that only watches does nothing";
    } else if (limit.longestWait() != null) {
      return "how long a call would have waited (longest-wait) is not known";
    }
    return null;
  }

  private boolean has(Action action) {
    return limits.stream().anyMatch(limit -> limit.then() == action);
  }

  private boolean has(Resource resource) {
    return limits.stream().anyMatch(limit -> limit.resource() == resource);
  }

  /** Call by call, or by the ledger itself. */
  private static boolean isKnown(Resource gauge) {
    return gauge == Resource.PROCESSES_LIVE || gauge == Resource.TIME_SINCE_DELIVERABLE;
  }

  private static boolean isOfFiles(Resource resource) {
    return resource.name().startsWith("files.");
  }

  private static String time(long millis) {
    return Quantity.time(Duration.ofMillis(millis));
  }
}
