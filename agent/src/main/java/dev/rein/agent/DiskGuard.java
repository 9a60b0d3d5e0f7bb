package dev.rein.agent;

import dev.rein.agent.governor.AccountLimits;
import dev.rein.agent.governor.Governor;
import dev.rein.agent.governor.VolumeLimits;
import dev.rein.agent.governor.VolumeRoom;
import dev.rein.agent.sample.host.Volume;
import dev.rein.agent.sample.host.Volumes;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.Operation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Knows what an intercepted call does to the room on a volume, and has it asked for. Calls come on
 * any thread, {@link #look} on one of Rein's every second.
 *
 * <p>A small volume can be full before that. So while there is a limit, bytes are counted as they
 * are written, and a volume is looked at when half of what it has above the limit may be gone.
 */
final class DiskGuard {
  /** While something is held up on a volume, calls look at it so often. */
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

  private static final long LOOK_AT_REMOTE = TimeUnit.SECONDS.toNanos(10);
  private static final long LEAST_BUDGET = 64 * 1024;
  private static final int ALL_FREE = 100;

  private final Volumes volumes;
  private final VolumeLimits limits;
  private final Governor governor;
  private final ChannelPaths channels;
  private final DiskWarnings warnings;
  private final List<String> folders;
  private final AtomicLong written = new AtomicLong();

  /** How much may have been written in all before a volume is looked at again. */
  private final Map<Volume, Long> marks = new ConcurrentHashMap<>();

  private volatile long nextMark = Long.MAX_VALUE;
  private final AtomicBoolean remoteLook = new AtomicBoolean();

  /**
   * @param folders whose volumes are in use from the start
   */
  DiskGuard(
      Volumes volumes,
      Governor governor,
      ChannelPaths channels,
      DiskWarnings warnings,
      List<String> folders) {
    this.volumes = volumes;
    this.limits = governor.volumes();
    this.governor = governor;
    this.channels = channels;
    this.warnings = warnings;
    this.folders = folders;
  }

  /**
   * Asks for the room that a call needs, if it needs any.
   *
   * @return why it must not happen, or null
   */
  @Nullable Refusal before(Operation operation, @Nullable Object target, AccountLimits account) {
    if (operation == Operation.PROCESS_SPAWN) {
      return target instanceof String[] words && limits.isShort()
          ? ask(account, volumes.inUse(), String.join(" ", words), target)
          : null;
    }
    String path = writtenPath(operation, target);
    if (path == null) {
      return null;
    }
    if (limits.threshold() == 0) {
      volumes.note(path);
      return null;
    }
    Volume volume = use(path);
    return volume != null && limits.isShort() && makesFile(operation, target, volume)
        ? ask(account, List.of(volume), null, target)
        : null;
  }

  /** The file that a call writes or makes; null when it does neither. */
  private static @Nullable String writtenPath(Operation operation, @Nullable Object target) {
    return switch (operation) {
      case FILE_WRITE, FILE_MODIFY, FILE_UPDATE, FILE_CREATE ->
          target instanceof String path ? path : null;
      case FILE_COPY, FILE_MOVE -> target instanceof List<?> paths ? paths.get(1).toString() : null;
      default -> null;
    };
  }

  /** To open a file that is there needs no room yet, nor does to move one on its volume. */
  private boolean makesFile(Operation operation, @Nullable Object target, Volume volume) {
    return switch (operation) {
      case FILE_MODIFY, FILE_UPDATE -> false;
      case FILE_MOVE -> {
        Volume from =
            target instanceof List<?> paths ? volumes.of(paths.get(0).toString()) : volume;
        yield from != volume;
      }
      default -> true;
    };
  }

  /**
   * Asks before bytes are written.
   *
   * @param target path of the file, or its channel; null when neither is known
   */
  @Nullable Refusal beforeWriting(@Nullable Object target, AccountLimits account) {
    if (!limits.isShort()) {
      return null;
    }
    Object path = target == null || target instanceof String ? target : channels.of(target);
    if (path == null) {
      // Of a file that nobody knows, any volume may be the one.
      return ask(account, volumes.inUse(), null, null);
    }
    Volume volume = use(path.toString());
    return volume == null ? null : ask(account, List.of(volume), null, path);
  }

  private @Nullable Refusal ask(
      AccountLimits account,
      List<Volume> concerned,
      @Nullable String command,
      @Nullable Object target) {
    return limits.ask(
        account, () -> concerned.stream().map(this::lookedAt).toList(), command, target);
  }

  private VolumeRoom lookedAt(Volume volume) {
    if (volume.age() >= LOOK_AGAIN) {
      volume.look();
      // When there is room again, what is written from now on counts.
      judge(volume);
      updateMark();
    }
    return room(volume);
  }

  private static VolumeRoom room(Volume volume) {
    return new VolumeRoom(volume.name(), volume.free(), volume.percentFree());
  }

  private @Nullable Volume use(String path) {
    Volume volume = volumes.of(path);
    if (volume != null && !marks.containsKey(volume)) {
      judge(volume);
      updateMark();
    }
    return volume;
  }

  /** Bytes have been written to files. On the hot path: no lock. */
  void written(long bytes) {
    if (limits.threshold() != 0) {
      long now = written.addAndGet(bytes);
      if (now >= nextMark) {
        lookAtMarked(now);
      }
    }
  }

  private void lookAtMarked(long now) {
    // Whoever comes meanwhile need not look too.
    nextMark = Long.MAX_VALUE;
    for (Map.Entry<Volume, Long> marked : marks.entrySet()) {
      if (marked.getValue() <= now) {
        marked.getKey().look();
        judge(marked.getKey());
      }
    }
    updateMark();
  }

  /** Compares the room with the limits, and says when to look again. */
  private void judge(Volume volume) {
    limits.look(room(volume));
    long least = volume.size() / ALL_FREE * limits.threshold();
    long above = volume.free() - least;
    // Below it calls look themselves, and who asks for another's room may wait for the network.
    boolean counts = above >= 0 && !volume.isRemote();
    marks.put(volume, counts ? written.get() + Math.max(LEAST_BUDGET, above / 2) : Long.MAX_VALUE);
  }

  private void updateMark() {
    long next = Long.MAX_VALUE;
    for (long mark : marks.values()) {
      next = Math.min(next, mark);
    }
    nextMark = next;
  }

  /** Looks at all volumes in use; every second, on one thread. */
  void look() {
    folders.forEach(volumes::ofFolder);
    volumes.look();
    List<Volume> inUse = volumes.inUse();
    marks.keySet().retainAll(inUse);
    int least = ALL_FREE;
    for (Volume volume : inUse) {
      if (!volume.isRemote()) {
        volume.look();
      } else if (volume.age() >= LOOK_AT_REMOTE) {
        lookFromAfar(volume);
      }
      judge(volume);
      least = Math.min(least, volume.percentFree());
    }
    updateMark();
    limits.keep(inUse.stream().map(Volume::name).toList());
    if (!inUse.isEmpty()) {
      governor.setLevel(Resource.DISK_FREE, least);
    }
    warnings.look(inUse);
  }

  /** A server that does not answer holds up a thread that nobody waits for, and one only. */
  private void lookFromAfar(Volume volume) {
    if (remoteLook.compareAndSet(false, true)) {
      SystemThreads.unstarted(
              "rein-disk",
              () -> {
                volume.look();
                remoteLook.set(false);
              })
          .start();
    }
  }
}
