package dev.rein.hook;

import dev.rein.api.FileRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.PathRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What woven code calls about files: opens and changes. */
public final class FileHooks {
  private static final Class<BasicFileAttributeView> VIEW = BasicFileAttributeView.class;

  private FileHooks() {}

  /** Begins a call of {@code java.io}, or of {@code java.nio.file}, on a path. */
  public static @Nullable Object beginFile(Operation operation, @Nullable String path) {
    if (path == null || Hooks.handler() == null) {
      return null;
    }
    Operation actual = operation;
    if (operation == Operation.FILE_LIST) {
      if (Exemptions.isJvmsOwn(path)) {
        return null;
      }
    } else if (operation == Operation.FILE_READ) {
      if (CallGuard.current().isSuspended()) {
        Exemptions.addClassPathFile(path);
        return null;
      }
      if (Exemptions.isJvmsOwn(path)) {
        return null;
      }
    } else if (operation == Operation.FILE_WRITE) {
      actual = new File(path).exists() ? Operation.FILE_MODIFY : Operation.FILE_WRITE;
    } else if (operation == Operation.FILE_UPDATE && !new File(path).exists()) {
      actual = Operation.FILE_WRITE;
    }
    return Hooks.begin(actual, path);
  }

  /** Begins an open through {@code java.io}. */
  public static @Nullable Object openFile(Operation operation, @Nullable String path)
      throws FileRefusedException {
    Object outcome = beginFile(operation, path);
    if (outcome instanceof Refusal refusal) {
      throw new FileRefusedException(String.valueOf(path), refusal);
    }
    return outcome;
  }

  /** Begins the creation of an empty file through {@code java.io}. */
  public static @Nullable Object createFile(String path) throws IoRefusedException {
    Object outcome = beginFile(Operation.FILE_CREATE, path);
    if (outcome instanceof Refusal refusal) {
      throw new IoRefusedException(refusal);
    }
    return outcome;
  }

  /** Begins an operation of a {@code java.nio.file} provider. */
  public static @Nullable Object onPath(Operation operation, @Nullable Object path)
      throws PathRefusedException {
    String name = path == null ? null : path.toString();
    Object outcome = beginFile(operation, name);
    if (outcome instanceof Refusal refusal) {
      throw new PathRefusedException(String.valueOf(name), refusal);
    }
    return outcome;
  }

  /** Begins a move, through {@code java.nio.file}. */
  public static @Nullable Object movePath(@Nullable Object from, @Nullable Object to)
      throws PathRefusedException {
    return onPaths(Operation.FILE_MOVE, from, to);
  }

  private static @Nullable Object onPaths(
      Operation operation, @Nullable Object from, @Nullable Object to) throws PathRefusedException {
    Object outcome = beginFile(operation, from, to);
    if (outcome instanceof Refusal refusal) {
      throw new PathRefusedException(String.valueOf(to), refusal);
    }
    return outcome;
  }

  /** Begins a call on two paths; the handler is handed both, in a list. */
  public static @Nullable Object beginFile(
      Operation operation, @Nullable Object from, @Nullable Object to) {
    return from == null || to == null || Hooks.handler() == null
        ? null
        : Hooks.begin(operation, List.of(from.toString(), to.toString()));
  }

  /** Begins a change of attributes; the path is null for the directory that a stream holds open. */
  public static @Nullable Object setAttributes(@Nullable Object path) throws PathRefusedException {
    return onPath(Operation.FILE_ATTRIBUTES, path == null ? "." : path);
  }

  /** Begins an open by a {@code java.nio.file} provider; {@link #endOpen} ends it. */
  public static @Nullable Object openPath(@Nullable Object path, @Nullable Set<?> options)
      throws PathRefusedException {
    return options == null ? null : open(operation(options), path, options);
  }

  /**
   * Begins an open in a directory that a stream holds open; {@link #endOpen} ends it.
   *
   * @param path relative to the directory
   */
  public static @Nullable Object openIn(
      SecureDirectoryStream<Path> directory, @Nullable Path path, @Nullable Set<?> options)
      throws PathRefusedException {
    if (path == null || options == null || Hooks.handler() == null) {
      return null;
    }
    Operation operation = operation(options);
    if (operation != Operation.FILE_READ) {
      boolean exists = attributes(directory.getFileAttributeView(path, VIEW)) != null;
      if (!exists) {
        operation = Operation.FILE_WRITE;
      } else if (operation == Operation.FILE_WRITE) {
        operation = Operation.FILE_MODIFY;
      }
    }
    return open(operation, path, options);
  }

  private static Operation operation(Set<?> options) {
    boolean write =
        options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    if (!write) {
      return Operation.FILE_READ;
    }
    return options.contains(StandardOpenOption.READ) ? Operation.FILE_UPDATE : Operation.FILE_WRITE;
  }

  /** With {@code DELETE_ON_CLOSE} the JDK deletes the file as soon as it is open. */
  private static @Nullable Object open(Operation operation, @Nullable Object path, Set<?> options)
      throws PathRefusedException {
    if (!options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
      return onPath(operation, path);
    }
    Object deletion = onPath(Operation.FILE_DELETE, path);
    Hooks.end(deletion, null, true);
    boolean opens = false;
    try {
      Object outcome = onPath(operation, path);
      opens = true;
      return outcome;
    } finally {
      if (!opens && deletion != null) {
        Hooks.complete(Operation.FILE_DELETE, null, false, CallGuard.current().account());
      }
    }
  }

  /** Ends an open with these options. */
  public static void endOpen(@Nullable Object outcome, @Nullable Set<?> options, boolean happened) {
    Hooks.end(outcome, null, happened);
    if (!happened
        && outcome != null
        && options != null
        && options.contains(StandardOpenOption.DELETE_ON_CLOSE)) {
      Hooks.complete(Operation.FILE_DELETE, null, false, CallGuard.current().account());
    }
  }

  /** Begins a copy; its bytes are counted when it ends, however it moves them. */
  public static @Nullable Object beginCopy(@Nullable Object source, @Nullable Object copy)
      throws PathRefusedException {
    Object outcome = onPaths(Operation.FILE_COPY, source, copy);
    if (outcome != null) {
      CallGuard.current().beginTransfer(FileBytes.BOTH_WAYS);
    }
    return outcome;
  }

  /** Ends a copy, whose bytes pass every channel by. */
  public static void endCopy(
      @Nullable Object outcome, @Nullable Path source, @Nullable Path copy, boolean happened) {
    if (outcome != null) {
      CallGuard.current().endTransfer(0);
    }
    Hooks.end(outcome, null, happened);
    if (outcome != null && happened) {
      copied(source, copy);
    }
  }

  /** The bytes of a file have been copied; counted here if that is how it is moved. */
  public static void copiedToMove(@Nullable Path source, @Nullable Path copy) {
    CallGuard guard = CallGuard.current();
    if (guard.isInside(Operation.FILE_MOVE) && guard.countsBytes(FileBytes.BOTH_WAYS)) {
      copied(source, copy);
    }
  }

  private static void copied(@Nullable Path source, @Nullable Path copy) {
    if (source == null || copy == null) {
      return;
    }
    BasicFileAttributes attributes =
        attributes(Files.getFileAttributeView(copy, VIEW, LinkOption.NOFOLLOW_LINKS));
    if (attributes != null && attributes.isRegularFile()) {
      long bytes = attributes.size();
      FileBytes.transferred(Resource.FILE_BYTES_READ, source.toString(), null, bytes);
      FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, copy.toString(), null, bytes);
    }
  }

  private static @Nullable BasicFileAttributes attributes(@Nullable BasicFileAttributeView view) {
    try {
      return view == null ? null : view.readAttributes();
    } catch (IOException | RuntimeException notThere) {
      return null;
    }
  }
}
