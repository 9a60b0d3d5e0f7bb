package dev.rein.it;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A volume of a few megabytes, mounted for a test, where that is allowed. */
record SmallDisk(Path path) implements AutoCloseable {
  /** In memory. */
  static SmallDisk tmpfs(Path folder, int megabytes) throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    return mounted(disk, "-t", "tmpfs", "-o", "size=" + megabytes + "m", "rein-test");
  }

  /** In a file, as a disk has it. */
  static SmallDisk ext4(Path folder, int megabytes) throws IOException, InterruptedException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Path image = folder.resolve("image");
    assumeThat(run("truncate", "-s", megabytes + "M", image.toString())).isZero();
    assumeThat(run("mkfs.ext4", "-q", "-m", "0", image.toString()))
        .as("skipped, because there is no ext4 here")
        .isZero();
    return mounted(disk, "-o", "loop", image.toString());
  }

  private static SmallDisk mounted(Path disk, String... how)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(how));
    command.add(disk.toString());
    assumeThat(run(command.toArray(String[]::new)))
        .as("skipped, because nothing can be mounted here")
        .isZero();
    return new SmallDisk(disk);
  }

  void sync() throws IOException, InterruptedException {
    assumeThat(run("sync")).isZero();
  }

  /** Makes one of ext4 read-only, as an error on it does; false where that cannot be done. */
  boolean failReadOnly() throws IOException, InterruptedException {
    if (run("mount", "-o", "remount,errors=remount-ro", path.toString()) != 0) {
      return false;
    }
    String device = String.valueOf(Path.of(Files.getFileStore(path).name()).getFileName());
    Path trigger = Path.of("/sys/fs/ext4", device, "trigger_fs_error");
    if (!Files.isWritable(trigger)) {
      return false;
    }
    Files.writeString(trigger, "rein-test");
    return true;
  }

  /** After {@link #failReadOnly}; another file, since the system holds on to one that is in use. */
  void mountAgain() throws IOException, InterruptedException {
    assumeThat(run("umount", "-l", path.toString())).isZero();
    Path image = path.resolveSibling("image.again");
    String before = path.resolveSibling("image").toString();
    assumeThat(run("cp", "--sparse=always", before, image.toString())).isZero();
    assumeThat(run("mount", "-o", "loop", image.toString(), path.toString())).isZero();
  }

  String file(String name) {
    return path.resolve(name).toString();
  }

  long percentFree() throws IOException {
    FileStore store = Files.getFileStore(path);
    return store.getUsableSpace() * 100 / store.getTotalSpace();
  }

  @Override
  public void close() throws IOException {
    try {
      if (run("umount", path.toString()) != 0 && run("umount", "-l", path.toString()) != 0) {
        throw new IOException("cannot unmount " + path);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    try (HostJvm process = HostJvm.fork(List.of(command))) {
      return process.awaitExit();
    } catch (IOException noSuchCommand) {
      return 1;
    }
  }
}
