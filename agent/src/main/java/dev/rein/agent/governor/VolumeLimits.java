package dev.rein.agent.governor;

import dev.rein.agent.account.NanoClock;
import dev.rein.agent.governor.PolicyEvents.Kind;
import dev.rein.agent.policy.Action;
import dev.rein.agent.policy.Limit;
import dev.rein.agent.text.Glob;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds accounts to their limits on {@code disk.free}, of each volume by itself: only what needs
 * more room there is held up, so that whatever makes room goes on. Any thread; asked only while a
 * volume {@link #isShort}.
 */
public final class VolumeLimits {
  private static final Resource[] DISK = {Resource.DISK_FREE};

  /** Nobody tells when room is made, also not by other programs. */
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

  private final AccountTree accounts;
  private final PolicyEvents events;
  private final CallSite callSite;
  private final Refusals refusals;
  private final PolicyEngine engine;
  private final Transfers transfers;
  private final NanoClock clock;
  private final Map<String, VolumeState> volumes = new ConcurrentHashMap<>();
  private volatile List<Bound> bounds = List.of();
  private volatile long threshold;

  /** Names of the volumes on which something is held. */
  private volatile List<String> held = List.of();

  /** A threshold of an account that is to be held. */
  private record Bound(
      AccountLimits owner, ResourceLimits limits, ThresholdState state, List<Glob> commands) {}

  /** A threshold that holds a call, and the volume. */
  private record Hold(Bound bound, VolumeRoom room, VolumeState volume) {}

  VolumeLimits(
      AccountTree accounts,
      PolicyEvents events,
      CallSite callSite,
      Remedy remedy,
      PolicyEngine engine,
      Transfers transfers,
      NanoClock clock) {
    this.accounts = accounts;
    this.events = events;
    this.callSite = callSite;
    this.refusals = new Refusals(remedy);
    this.engine = engine;
    this.transfers = transfers;
    this.clock = clock;
  }

  /** Limits may be others, or accounts more. */
  synchronized void update() {
    List<Bound> found = new ArrayList<>();
    long highest = 0;
    for (AccountLimits account : accounts.all()) {
      ResourceLimits limits = account.of(Resource.DISK_FREE);
      for (ThresholdState state : limits.thresholds()) {
        Action then = state.limit().then();
        if (state.isEnforced() && (then == Action.DENY || then == Action.THROTTLE)) {
          found.add(new Bound(account, limits, state, commands(state)));
          highest = Math.max(highest, state.max());
        }
      }
    }
    bounds = List.copyOf(found);
    threshold = highest;
    if (found.isEmpty()) {
      setHeld(List.of());
    }
  }

  private static List<Glob> commands(ThresholdState state) {
    return ((Limit.Threshold) state.limit()).commands().stream().map(Glob::of).toList();
  }

  /**
   * The share of free room, in hundredths, below which something is held; 0 when there is no such
   * limit.
   */
  public long threshold() {
    return threshold;
  }

  /** Whether anything is held up on any volume. */
  public boolean isShort() {
    return !held.isEmpty();
  }

  /** A volume was looked at. */
  public void look(VolumeRoom room) {
    List<Bound> current = bounds;
    VolumeState volume = volumes.get(room.name());
    if (volume == null) {
      if (current.isEmpty()) {
        return;
      }
      volume = volumes.computeIfAbsent(room.name(), name -> new VolumeState(clock));
    }
    List<ThresholdState> states = new ArrayList<>(current.size());
    current.forEach(bound -> states.add(bound.state()));
    boolean holds = volume.look(states, room.percentFree(), clock.nanos());
    if (holds != held.contains(room.name())) {
      setHeld(room.name(), holds);
    }
    if (!holds) {
      volume.room().call();
    }
  }

  private synchronized void setHeld(String volume, boolean holds) {
    List<String> names = new ArrayList<>(held);
    names.remove(volume);
    if (holds) {
      names.add(volume);
    }
    setHeld(List.copyOf(names));
  }

  private void setHeld(List<String> names) {
    held = names;
    transfers.setShort(!names.isEmpty());
  }

  /** Only these volumes are in use still. */
  public void keep(List<String> names) {
    if (volumes.keySet().retainAll(names)) {
      synchronized (this) {
        List<String> left = new ArrayList<>(held);
        left.retainAll(names);
        setHeld(List.copyOf(left));
      }
    }
  }

  /**
   * Asks whether an account may use more room, waiting first if a limit says so.
   *
   * @param rooms of the volumes concerned, looked at shortly before
   * @param command the words of a command that may need the room; null where it is sure to
   * @param target what the call is about, for the events
   * @return why not, or null
   */
  public @Nullable Refusal ask(
      AccountLimits account,
      Supplier<List<VolumeRoom>> rooms,
      @Nullable String command,
      @Nullable Object target) {
    if (hold(account, rooms.get(), command) == null) {
      return null;
    }
    Call call = new Call(account, DISK, 1, target, Rules.Match.NONE.limits());
    return engine.pass(
        call,
        passage -> {
          Hold hold = account.isEnded() ? null : hold(account, rooms.get(), command);
          return hold == null ? null : judge(hold, call, passage);
        });
  }

  private @Nullable Hold hold(
      AccountLimits account, List<VolumeRoom> rooms, @Nullable String command) {
    for (VolumeRoom room : rooms) {
      look(room);
      VolumeState volume = volumes.get(room.name());
      for (Bound bound : bounds) {
        if (volume != null
            && account.isWithin(bound.owner())
            && (command == null || bound.commands().stream().anyMatch(c -> c.matches(command)))
            && volume.isHeldBy(bound.state())) {
          return new Hold(bound, room, volume);
        }
      }
    }
    return null;
  }

  private Verdict judge(Hold hold, Call call, Passage passage) {
    Limit limit = hold.bound().state().limit();
    if (!callSite.mayBeRefused()) {
      tell(Kind.EXCUSED, hold, call);
      return Verdict.PROCEED;
    }
    if (limit.then() == Action.THROTTLE && callSite.mayWait()) {
      if (hold.volume().isFirst(hold.bound().state())) {
        tell(Kind.THROTTLED, hold, call);
      }
      Duration longest = limit.longestWait();
      return new Verdict.Wait(
          hold.volume().room(),
          Resource.DISK_FREE.name(),
          hold.bound().limits(),
          LOOK_AGAIN,
          longest == null ? Turn.FOREVER : longest.toNanos(),
          outcome -> refuse(hold, call, outcome));
    }
    passage.leave();
    return new Verdict.Refuse(refuse(hold, call, null));
  }

  private Refusal refuse(Hold hold, Call call, Turn.@Nullable Outcome waited) {
    Bound bound = hold.bound();
    bound.limits().meter().addDenied();
    tell(Kind.DENIED, hold, call);
    return refusals.onVolume(bound.owner(), bound.state(), hold.room(), waited);
  }

  private void tell(Kind kind, Hold hold, Call call) {
    Bound bound = hold.bound();
    events.atLimit(
        kind,
        bound.owner().account(),
        bound.state().limit(),
        bound.state().max(),
        hold.room().percentFree(),
        call.target());
  }
}
