package dev.rein.agent;

import dev.rein.hook.HookHandler;
import dev.rein.hook.Hooks;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes Rein out of the JVM and looks what is left of it. Runs in a loader of its own, so that the
 * loader of the Rein that goes can be seen to go.
 */
final class DetachCheck {
  static final String NOT_THERE = "Rein is not at work in this JVM";

  private static final String CLEAN =
      "verified: no class calls a hook, no thread, file or class loader of Rein is left";
  private static final int GC_ATTEMPTS = 50;

  private DetachCheck() {}

  /**
   * Detaches.
   *
   * @param verify whether to look for more than classes, which takes a garbage collection
   * @return {@code ok} when nothing is left, else {@code failed} and what is
   */
  static List<String> detach(boolean verify) throws InterruptedException {
    HookHandler handler = Hooks.handler();
    if (handler == null) {
      return List.of("failed", NOT_THERE);
    }
    String folder = handler.folder();
    WeakReference<ClassLoader> loader = new WeakReference<>(handler.getClass().getClassLoader());
    List<String> classes = handler.shutDown("detached");
    handler = null;

    List<String> left = new ArrayList<>();
    classes.forEach(type -> left.add("class " + type + " still refers to Rein's hooks"));
    if (verify) {
      threadsOfRein().forEach(name -> left.add("thread " + name + " still runs"));
      filesUnder(folder).forEach(file -> left.add("file " + file + " is still open"));
      if (!isCollected(loader)) {
        left.add("Rein's class loader is still referred to");
      }
    }
    if (!left.isEmpty()) {
      left.add(0, "failed");
      return left;
    }
    return verify ? List.of("ok", CLEAN) : List.of("ok");
  }

  private static List<String> threadsOfRein() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("rein-"))
        .toList();
  }

  private static List<String> filesUnder(@Nullable String folder) {
    List<String> open = new ArrayList<>();
    if (folder == null) {
      return open;
    }
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path descriptor : descriptors) {
        addIfUnder(folder, descriptor, open);
      }
      try (var mappings = Files.lines(Path.of("/proc/self/maps"))) {
        mappings.filter(line -> line.contains(folder)).forEach(open::add);
      }
    } catch (IOException noProc) {
      open.clear();
    }
    return open;
  }

  private static void addIfUnder(String folder, Path descriptor, List<String> open) {
    try {
      String file = Files.readSymbolicLink(descriptor).toString();
      if (file.startsWith(folder)) {
        open.add(file);
      }
    } catch (IOException closedMeanwhile) {
      // Not open any more, then.
    }
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader)
      throws InterruptedException {
    for (int i = 0; i < GC_ATTEMPTS && loader.get() != null; i++) {
      System.gc();
      Thread.sleep(20);
    }
    return loader.get() == null;
  }
}
