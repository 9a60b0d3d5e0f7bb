package dev.rein.hook;

import java.io.FileDescriptor;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Which of the process's descriptors belong to files that counted calls have opened, and for whom.
 * The operating system gives a number to one file at a time, so the number is the key: who closes
 * it, be it the host or the collector's cleaner, finds whom to give the open file back to.
 *
 * <pre>
 *   chunks [0] -> [ 0 .. 1023 ]  null, or the opener that HookHandler.opener() named
 *          [1] -> [ 0 .. 1023 ]  made when a number is first so high
 * </pre>
 */
public final class OpenFiles {
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;

  /** Numbers beyond are not kept; no system allows a process a million descriptors by default. */
  private static final AtomicReferenceArray<@Nullable AtomicReferenceArray<@Nullable Object>>
      CHUNKS = new AtomicReferenceArray<>(1 << CHUNK_BITS);

  /**
   * Descriptors of counted files from which a stream without a path was made, and channels that are
   * no files; few hosts have any.
   */
  private static final Map<Object, Boolean> APART =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static volatile boolean anyApart;

  private OpenFiles() {}

  /** A descriptor has got its number; if the thread is about a counted open, it is that file's. */
  public static void opened(int descriptor) {
    HookHandler current = Hooks.handler();
    if (current == null || descriptor < 0) {
      return;
    }
    Object opener = CallGuard.current().takeOpener();
    if (opener == null) {
      return;
    }
    Object forgotten = put(descriptor, opener);
    if (forgotten != null) {
      giveBack(current, forgotten);
    }
    if (Hooks.handler() != current) {
      Object unused = take(descriptor);
    }
  }

  /** A descriptor is about to be closed. */
  public static void closing(int descriptor) {
    HookHandler current = Hooks.handler();
    Object opener = current == null ? null : take(descriptor);
    if (current != null && opener != null) {
      giveBack(current, opener);
    }
  }

  /** A stream is made from a descriptor; it has no path, but if the file is counted it is too. */
  public static void attached(FileDescriptor descriptor, int number) {
    if (number >= 0 && isOpen(number)) {
      setApart(descriptor);
    }
  }

  /** A file channel is made; one without a path is of a pipe, a terminal or the like. */
  public static void madeChannel(
      @Nullable String path, @Nullable FileDescriptor descriptor, @Nullable Object channel) {
    if (path == null && channel != null && !isShared(descriptor)) {
      setApart(channel);
    }
  }

  /** Whether a stream without a path reads or writes a counted file. */
  static boolean isShared(@Nullable FileDescriptor descriptor) {
    return anyApart && APART.containsKey(descriptor);
  }

  /** Whether a file channel is one that belongs to no file. */
  static boolean isNoFile(Object channel) {
    return anyApart && APART.containsKey(channel);
  }

  /** Hands over each descriptor that is open now, and what its opener was named. */
  public static void forEach(ObjIntConsumer<Object> sink) {
    for (int number = 0; number < CHUNKS.length(); number++) {
      AtomicReferenceArray<@Nullable Object> chunk = CHUNKS.get(number);
      for (int i = 0; chunk != null && i < CHUNK; i++) {
        Object opener = chunk.get(i);
        if (opener != null) {
          sink.accept(opener, (number << CHUNK_BITS) + i);
        }
      }
    }
  }

  /** Gives a file back to whom it was charged. */
  static void giveBack(HookHandler current, Object opener) {
    if (!Hooks.isOn(Operation.FILE_CLOSE)) {
      return;
    }
    try {
      current.closed(opener);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.FILE_CLOSE, failure);
    }
  }

  /** Forgets all that is open: another handler has not counted it. */
  static void clear() {
    for (int i = 0; i < CHUNKS.length(); i++) {
      CHUNKS.set(i, null);
    }
  }

  private static void setApart(Object descriptorOrChannel) {
    APART.put(descriptorOrChannel, Boolean.TRUE);
    anyApart = true;
  }

  private static boolean isOpen(int descriptor) {
    AtomicReferenceArray<@Nullable Object> chunk = chunk(descriptor);
    return chunk != null && chunk.get(descriptor & (CHUNK - 1)) != null;
  }

  private static @Nullable Object take(int descriptor) {
    AtomicReferenceArray<@Nullable Object> chunk = chunk(descriptor);
    int index = descriptor & (CHUNK - 1);
    return chunk == null || chunk.get(index) == null ? null : chunk.getAndSet(index, null);
  }

  /** Returns what was there: of a file that was closed in a way that nobody saw. */
  private static @Nullable Object put(int descriptor, Object opener) {
    int number = descriptor >> CHUNK_BITS;
    if (number >= CHUNKS.length()) {
      return opener;
    }
    AtomicReferenceArray<@Nullable Object> chunk = CHUNKS.get(number);
    while (chunk == null) {
      CHUNKS.compareAndSet(number, null, new AtomicReferenceArray<>(CHUNK));
      chunk = CHUNKS.get(number);
    }
    return chunk.getAndSet(descriptor & (CHUNK - 1), opener);
  }

  private static @Nullable AtomicReferenceArray<@Nullable Object> chunk(int descriptor) {
    int number = descriptor >> CHUNK_BITS;
    return number < 0 || number >= CHUNKS.length() ? null : CHUNKS.get(number);
  }
}
