package dev.rein.hook;

/**
 * What an intercepted call does. A call inside another of the same family is part of it: a {@code
 * newByteChannel} that calls {@code newFileChannel} is one open.
 */
public enum Operation {
  /** Opens a file to read it. */
  FILE_READ(Family.FILE),
  /** Opens a file to write it; {@link Hooks} turns it into one of the next two. */
  FILE_WRITE(Family.FILE),
  /** Writes a file or makes a directory that was not there. */
  FILE_CREATE(Family.FILE),
  /** Writes a file that was there. */
  FILE_MODIFY(Family.FILE),
  /** Opens a file both to read and to write it. */
  FILE_UPDATE(Family.FILE),
  /** Gives a file another name. */
  FILE_MOVE(Family.FILE),
  /** Reads one file and writes another. */
  FILE_COPY(Family.FILE),
  /** Deletes a file or directory. */
  FILE_DELETE(Family.FILE),
  /** Sends an HTTP request. */
  HTTP_REQUEST(Family.HTTP),
  /** Waits for the answer to a request that was counted when its connection was opened. */
  HTTP_ANSWER(Family.HTTP),
  /** Starts a process. */
  PROCESS_SPAWN(Family.PROCESS),
  /** Starts a platform thread. */
  THREAD_START(Family.THREAD),
  /** Starts a virtual thread. */
  VIRTUAL_THREAD_START(Family.THREAD);

  private final int family;

  Operation(int family) {
    this.family = family;
  }

  /** One bit, the same for operations that may nest in one another. */
  int family() {
    return family;
  }

  /** True for operations on a path. */
  public boolean isFile() {
    return family == Family.FILE;
  }

  private static final class Family {
    static final int FILE = 1;
    static final int HTTP = 2;
    static final int PROCESS = 4;
    static final int THREAD = 8;
  }
}
