package dev.rein.agent.sample.host;

import dev.rein.agent.account.NanoClock;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A volume that the JVM writes to, and the room on it when it was last looked at. Any thread. */
public final class Volume {
  /** Where to ask for the room may take as long as the network does. */
  private static final Set<String> REMOTE =
      Set.of("9p", "afs", "ceph", "cifs", "davfs", "glusterfs", "lustre", "smb3", "smbfs");

  private final NanoClock clock;
  private final String name;
  private final Path folder;
  private final @Nullable Object device;
  private final boolean remote;
  private volatile Room room;
  private volatile long usedAt;

  /** Both as of the same look. */
  private record Room(long free, long size, long at) {}

  private Volume(NanoClock clock, Path folder, FileStore store, Room room) {
    this.clock = clock;
    this.name = mountPoint(store);
    this.device = device(folder);
    // A folder may go while the volume stays.
    Path root = Path.of(name);
    this.folder = device != null && device.equals(device(root)) ? root : folder;
    this.remote = isRemote(store.type());
    this.room = room;
    this.usedAt = room.at;
  }

  /**
   * The volume of a folder; null when it is none that can fill up: one of the kernel's, or one that
   * nobody can write to.
   */
  static @Nullable Volume of(Path folder, FileStore store, NanoClock clock) throws IOException {
    long size = store.getTotalSpace();
    if (size <= 0 || store.isReadOnly()) {
      return null;
    }
    return new Volume(clock, folder, store, new Room(store.getUsableSpace(), size, clock.nanos()));
  }

  /** The JDK shows it with the device behind it. */
  private static String mountPoint(FileStore store) {
    String shown = store.toString();
    String device = " (" + store.name() + ")";
    return shown.endsWith(device) ? shown.substring(0, shown.length() - device.length()) : shown;
  }

  private static @Nullable Object device(Path folder) {
    try {
      return Files.getAttribute(folder, "unix:dev");
    } catch (IOException | RuntimeException unknown) {
      return null;
    }
  }

  private static boolean isRemote(String type) {
    return REMOTE.contains(type) || type.startsWith("nfs") || type.startsWith("fuse");
  }

  /** Where it is mounted. */
  public String name() {
    return name;
  }

  /** Bytes that can still be written. */
  public long free() {
    return room.free;
  }

  public long size() {
    return room.size;
  }

  /** In whole hundredths of its size, rounded down. */
  public int percentFree() {
    Room current = room;
    return (int) Math.min(100, (long) ((double) current.free / current.size * 100));
  }

  /** Whether a look may take long. */
  public boolean isRemote() {
    return remote;
  }

  /** Asks the system for the room. */
  public void look() {
    long size = folder.toFile().getTotalSpace();
    if (size > 0) {
      room = new Room(folder.toFile().getUsableSpace(), size, clock.nanos());
    }
  }

  /** Nanoseconds since the last look. */
  public long age() {
    return clock.nanos() - room.at;
  }

  /** Whether a folder that is there lies on it. */
  public boolean holds(Path folder) {
    return device != null && device.equals(device(folder));
  }

  /** False when another volume is there by now, or nothing. */
  boolean isMounted() {
    return holds(folder);
  }

  void use() {
    usedAt = clock.nanos();
  }

  long unusedFor() {
    return clock.nanos() - usedAt;
  }
}
