package dev.rein.agent.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened, as the ledger keeps it. Accounts are named by a number that {@link
 * AccountOpened} gives them, resources by their name; texts of a host's are cut to a bearable
 * length. {@code docs/ledger-format.md} draws the bytes.
 */
public sealed interface LedgerEntry
    permits LedgerEntry.Started,
        LedgerEntry.Resources,
        LedgerEntry.AccountOpened,
        LedgerEntry.LimitSet,
        LedgerEntry.Counters,
        LedgerEntry.HostCounters,
        LedgerEntry.LimitEvent,
        LedgerEntry.PhaseChanged,
        LedgerEntry.RateLimited,
        LedgerEntry.ProcessStarted,
        LedgerEntry.ProcessEnded,
        LedgerEntry.ProcessDestroyed,
        LedgerEntry.Coverage,
        LedgerEntry.Granted,
        LedgerEntry.Controlled,
        LedgerEntry.PolicyChanged,
        LedgerEntry.Delivered,
        LedgerEntry.Approval,
        LedgerEntry.Waiting,
        LedgerEntry.HotSpots,
        LedgerEntry.CarriedOver,
        LedgerEntry.JobContext,
        LedgerEntry.InJob,
        LedgerEntry.Notice,
        LedgerEntry.Stopped,
        LifecycleEntry,
        ModelEntry {
  /** When it happened, in milliseconds since 1970. */
  long at();

  /** An entry about one account. */
  interface OfAccount {
    /** The number that {@link AccountOpened} has given it. */
    int account();
  }

  /** Rein began to work in a JVM. */
  record Started(
      long at,
      long pid,
      String main,
      String reinVersion,
      String javaVersion,
      String policy,
      String mode)
      implements LedgerEntry {}

  /** The resources of this ledger; all that follow are named by their place in this list. */
  record Resources(long at, List<ResourceName> resources) implements LedgerEntry {
    public Resources {
      resources = List.copyOf(resources);
    }
  }

  /**
   * A resource as a reader of any version needs to know it.
   *
   * @param gauge whether its value goes down again as well as up
   * @param sum whether an account's is that of those below it, and its own
   */
  record ResourceName(String name, String unit, boolean gauge, boolean sum) {}

  /** An account exists from now on. */
  record AccountOpened(long at, int account, String id, @Nullable String parent)
      implements LedgerEntry, OfAccount {}

  /**
   * A limit holds from now on. It takes the place of an earlier one of the same account, resource,
   * kind and action, with what was {@link Granted} on top of that; an amount below zero takes that
   * one away.
   *
   * @param kind the policy's word; of a rate, or a budget that comes anew, followed by its time:
   *     {@code rate/1m}
   * @param warn the amount at which there is a warning; the largest long when there is none
   */
  record LimitSet(
      long at, int account, String resource, String kind, long limit, long warn, String action)
      implements LedgerEntry, OfAccount {}

  /** What an account used since the last entry of this type. */
  record Counters(long at, int account, List<Delta> deltas) implements LedgerEntry, OfAccount {
    public Counters {
      deltas = List.copyOf(deltas);
    }
  }

  /** Changes of one resource's numbers; below zero where a gauge went down. */
  record Delta(String resource, long used, long denied, long delayed) {}

  /** What was used of one host, by all accounts, since the last entry of this type about it. */
  record HostCounters(long at, String host, List<HostUse> uses) implements LedgerEntry {
    public HostCounters {
      uses = List.copyOf(uses);
    }
  }

  /** How much more of one resource was used. */
  record HostUse(String resource, long used) {}

  /** A call met a limit. */
  record LimitEvent(
      long at,
      int account,
      LimitEvent.Kind kind,
      String resource,
      long limit,
      long used,
      String target)
      implements LedgerEntry, OfAccount {
    public LimitEvent {
      target = BoundedText.sentence(target);
    }

    /** What came of it. The numbers in the ledger are the constants' places: only ever add. */
    public enum Kind {
      /** The warning share of the limit was reached. */
      WARNED,
      /** The limit was passed, and watching is all that was asked for. */
      OBSERVED,
      /** The account waits from now on. */
      PAUSED,
      /** The account goes on. */
      RESUMED,
      /** The call was refused. */
      DENIED,
      /** The call would have been refused, but came from where refusing does harm. */
      EXCUSED,
      /** From now on calls wait until they fit. */
      THROTTLED,
      /** The account is ended from now on. */
      TERMINATED
    }
  }

  /** An account went from one phase to another. */
  record PhaseChanged(long at, int account, String from, String to, String reason)
      implements LedgerEntry, OfAccount {
    public PhaseChanged {
      reason = BoundedText.sentence(reason);
    }
  }

  /**
   * A server has answered an HTTP request by asking for fewer.
   *
   * @param target scheme, host and port, of which some may be missing
   * @param retryAfter what the answer says about when to come back, or null
   */
  record RateLimited(long at, int account, String target, int status, @Nullable String retryAfter)
      implements LedgerEntry, OfAccount {
    private static final int LONGEST = 100;

    public RateLimited {
      target = BoundedText.sentence(target);
      // It comes from a stranger.
      retryAfter = retryAfter == null ? null : BoundedText.cut(retryAfter, LONGEST);
    }
  }

  /**
   * The host started a process.
   *
   * @param command what it was started with, without what looks like a secret
   */
  record ProcessStarted(long at, int account, long pid, String command)
      implements LedgerEntry, OfAccount {}

  /**
   * A process of the host's is known to have ended.
   *
   * @param exitCode as Java tells it: 128 and the signal's number when a signal ended it
   * @param lifeMillis from its start until its end was noticed, at a tick or the next start
   */
  record ProcessEnded(long at, int account, long pid, int exitCode, long lifeMillis)
      implements LedgerEntry, OfAccount {}

  /**
   * The host has sent a process the signal to end.
   *
   * @param forced whether the process cannot help it
   * @param thread name of the thread that did
   */
  record ProcessDestroyed(long at, int account, long pid, boolean forced, String thread)
      implements LedgerEntry, OfAccount {}

  /**
   * What of the hooks, and of the ways past them, has become known since the last such entry.
   *
   * @param hooks those that are in another state now
   * @param switchedOff kinds of calls that are not counted any more, and after which failure
   * @param libraries native libraries that the host has loaded
   */
  record Coverage(long at, List<HookState> hooks, List<String> switchedOff, List<String> libraries)
      implements LedgerEntry {
    public Coverage {
      hooks = List.copyOf(hooks);
      switchedOff = List.copyOf(switchedOff);
      libraries = List.copyOf(libraries);
    }
  }

  /**
   * One hook.
   *
   * @param area the kind of resource, or the library that the host brings along
   * @param hook the method
   * @param reason why it is in no better state; empty when there is none
   */
  record HookState(String area, String hook, State state, String reason) {
    /** The numbers in the ledger are the constants' places: only ever add. */
    public enum State {
      /** Its method is woven. */
      INSTALLED,
      /** Its class is not loaded yet. */
      WAITING,
      /** It should be in and is not. */
      MISSING,
      /** It is for another version of a library, of which other hooks are in. */
      OTHER_VERSION
    }
  }

  /**
   * A budget is so much larger from now on than its limit says, for a person has let the account go
   * on.
   *
   * @param kind of the limit, as in {@link LimitSet}
   * @param amount on top of all that was granted before
   */
  record Granted(long at, int account, String resource, String kind, long amount)
      implements LedgerEntry, OfAccount {}

  /**
   * Somebody steered.
   *
   * @param command {@code pause}, {@code resume} and so on: the command line's word
   * @param by who it was, for people
   * @param details what else was said; may be empty
   */
  record Controlled(long at, int account, String command, String by, String details)
      implements LedgerEntry, OfAccount {
    public Controlled {
      command = BoundedText.name(command);
      by = BoundedText.name(by);
      details = BoundedText.sentence(details);
    }
  }

  /**
   * Another policy was to hold.
   *
   * @param source the file
   * @param accepted whether it holds now; else the one before goes on to
   * @param message what has changed, or what is wrong with it
   */
  record PolicyChanged(long at, String source, String mode, boolean accepted, String message)
      implements LedgerEntry {
    public PolicyChanged {
      source = BoundedText.sentence(source);
      message = BoundedText.sentence(message);
    }
  }

  /**
   * An agent got something done.
   *
   * @param kind {@code code_commit} and so on
   * @param artifacts what there is to show, such as a path or an address
   */
  record Delivered(long at, int account, String kind, String description, List<String> artifacts)
      implements LedgerEntry, OfAccount {
    public Delivered {
      kind = BoundedText.name(kind);
      description = BoundedText.sentence(description);
      artifacts = BoundedText.items(artifacts);
    }
  }

  /**
   * A call waits for a person to say yes or no, or does not any more.
   *
   * @param number not given to another call of this JVM
   * @param target what the call is about
   * @param reason the limit or rule that asks
   * @param price what the call would cost, for people; may be empty
   * @param by who decided; empty when it was asked only, or nobody did
   */
  record Approval(
      long at,
      int account,
      long number,
      Step step,
      String target,
      String reason,
      String price,
      String by)
      implements LedgerEntry, OfAccount {
    public Approval {
      target = BoundedText.sentence(target);
      reason = BoundedText.sentence(reason);
      price = BoundedText.name(price);
      by = BoundedText.name(by);
    }

    /** The numbers in the ledger are the constants' places: only ever add. */
    public enum Step {
      /** The call waits. */
      ASKED,
      /** A person said yes. */
      APPROVED,
      /** A person said no. */
      DENIED,
      /** Nobody decided in time, or the call has given up. */
      EXPIRED
    }
  }

  /**
   * How many calls of an account wait now; told when it is another number than before.
   *
   * @param reason what most of them wait for, for people
   */
  record Waiting(long at, int account, long calls, String reason)
      implements LedgerEntry, OfAccount {
    public Waiting {
      reason = BoundedText.sentence(reason);
    }
  }

  /**
   * What an account's CPU time and memory went to of late, as far as samples tell; takes the place
   * of the last such entry of the account and subject.
   *
   * @param spots the hottest first, 10 at most
   */
  record HotSpots(long at, int account, Subject subject, List<HotSpot> spots)
      implements LedgerEntry, OfAccount {
    public HotSpots {
      spots = List.copyOf(spots);
    }

    /** The numbers in the ledger are the constants' places: only ever add. */
    public enum Subject {
      /** Methods by CPU time. */
      METHOD,
      /** Types and where they are allocated, by bytes. */
      ALLOCATION,
      /** Threads by CPU time. */
      THREAD
    }
  }

  /**
   * One of them.
   *
   * @param name the method, the type and method, or the thread
   * @param perMille its part of all that was sampled of the account
   */
  record HotSpot(String name, int perMille) {
    public HotSpot {
      name = BoundedText.sentence(name);
    }
  }

  /**
   * What earlier files of the ledger have said, said again at the beginning of the next one, so
   * that a reader need not have those. No news: who has read them leaves it out.
   *
   * @param file how many files there were before this one
   * @param times how often it was so until then
   * @param entry the last of these, or the sum of all: counters within are totals
   */
  record CarriedOver(long at, long file, long times, LedgerEntry entry) implements LedgerEntry {}

  /**
   * The entries that follow, but for counters, are of this job, until another such entry.
   *
   * @param job as the program calls it; empty for none
   * @param tenant whom it is for; empty for none
   */
  record JobContext(long at, String job, String tenant) implements LedgerEntry {
    public JobContext {
      job = BoundedText.name(job);
      tenant = BoundedText.name(tenant);
    }
  }

  /** An entry on its way to the writer, which makes two of it where the job is another. */
  record InJob(LedgerEntry entry, String job, String tenant) implements LedgerEntry {
    @Override
    public long at() {
      return entry.at();
    }

    /** The entry itself. */
    public static LedgerEntry unwrap(LedgerEntry entry) {
      return entry instanceof InJob within ? within.entry : entry;
    }
  }

  /** Something about Rein itself: what was hooked, what did not work. */
  record Notice(long at, String severity, String message) implements LedgerEntry {}

  /** Rein's work in the JVM ended in good order; the last entry. */
  record Stopped(long at, String reason, long dropped) implements LedgerEntry {}
}
