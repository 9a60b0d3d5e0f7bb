package dev.rein.instrumentation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Woven classes kept in files from one start to the next, so that most starts need no weaving. A
 * file is used when it lies in a folder that only this user can write, carries the key of this JDK
 * and this Rein, and its checksum is right; whatever else is found there is as good as nothing.
 *
 * <p>Many JVMs may read and write the same folder: a file appears under its name when it is whole.
 */
public final class WovenCache {
  private static final int FORMAT = 0x5E170004;

  /** Rein upgrades, JDK upgrades and a host's libraries leave old files behind. */
  private static final int MAX_FILES = 500;

  /** Owner may do all, nobody else may write. */
  private static final int WRITABLE_BY_OTHERS = 0022;

  private final Path folder;
  private final String key;
  private final String keyHash;

  private WovenCache(Path folder, String key) {
    this.folder = folder;
    this.key = key;
    this.keyHash = Long.toHexString(checksum(key.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The cache in a folder, which need not exist.
   *
   * @param key names everything that a woven class depends on beside its own class file: the build
   *     of the JDK and that of Rein
   */
  public static WovenCache in(Path folder, String key) {
    return new WovenCache(folder, key);
  }

  /** The plan that an earlier start has left, or null. */
  @Nullable HookPlan plan() {
    DataInputStream in = open(planFile());
    try {
      return in == null ? null : HookPlan.read(in);
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }

  void keep(HookPlan plan) {
    save(planFile(), plan::write);
  }

  /** The woven form of this version of a host's class, or null. */
  @Nullable WovenClass find(String type, long source) {
    DataInputStream in = open(classFile(type, source));
    try {
      return in == null ? null : HookPlan.readWoven(in);
    } catch (IOException | RuntimeException damaged) {
      return null;
    }
  }

  void keep(WovenClass woven) {
    save(classFile(woven.type(), woven.source()), out -> HookPlan.write(woven, out));
  }

  private String planFile() {
    return "jdk-" + keyHash + ".woven";
  }

  private String classFile(String type, long source) {
    return type + "-" + Long.toHexString(source) + "-" + keyHash + ".woven";
  }

  private @Nullable DataInputStream open(String name) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file) || !isOnlyOurs(folder) || !isOnlyOurs(file)) {
        return null;
      }
      byte[] content;
      try (InputStream in = new FileInputStream(file.toFile())) {
        content = in.readAllBytes();
      }
      return opened(content);
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }

  /** Format, checksum of all that follows, key, content. */
  private @Nullable DataInputStream opened(byte[] content) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
    if (in.readInt() != FORMAT) {
      return null;
    }
    long checksum = in.readLong();
    CRC32 crc = new CRC32();
    crc.update(content, 12, content.length - 12);
    return checksum == crc.getValue() && in.readUTF().equals(key) ? in : null;
  }

  private void save(String name, Content content) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      String[] there = folder.toFile().list();
      if (!isOnlyOurs(folder) || there == null) {
        return;
      }
      if (there.length >= MAX_FILES) {
        clear(there);
      }
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(body);
      out.writeUTF(key);
      content.writeTo(out);
      Path whole = folder.resolve("new-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
      // No channel, whose class may be the one that is being loaded and woven just now.
      try (DataOutputStream file = new DataOutputStream(new FileOutputStream(whole.toFile()))) {
        file.writeInt(FORMAT);
        file.writeLong(checksum(body.toByteArray()));
        body.writeTo(file);
      }
      Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-------"));
      Files.move(whole, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException notKept) {
      // The next start weaves again, then.
    }
  }

  private void clear(String[] names) {
    for (String name : names) {
      // What is still of use comes back with the next start that needs it.
      boolean unused = new File(folder + "/" + name).delete();
    }
  }

  /** Whether nobody but this process's user can have written it; unknown is no. */
  private static boolean isOnlyOurs(Path path) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    Object self = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    return self.equals(found.get("uid"))
        && found.get("mode") instanceof Integer mode
        && (mode & WRITABLE_BY_OTHERS) == 0;
  }

  private static long checksum(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  /** What a file holds behind its key. */
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }
}
