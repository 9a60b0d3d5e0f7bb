package dev.rein.hook;

/**
 * What an intercepted call does. A call inside another of the same family is part of it: a {@code
 * newByteChannel} that calls {@code newFileChannel} is one open.
 */
public enum Operation {
  /** Opens a file to read it. */
  FILE_READ(Family.FILE),
  /** Opens a file to write it; {@link FileHooks} turns it into the next if the file is there. */
  FILE_WRITE(Family.FILE),
  /** Opens a file to write it that was there. */
  FILE_MODIFY(Family.FILE),
  /** Makes a file, directory or link that was not there, without opening it. */
  FILE_CREATE(Family.FILE),
  /** Opens a file both to read and to write it. */
  FILE_UPDATE(Family.FILE),
  /** Gives a file another name. */
  FILE_MOVE(Family.FILE),
  /** Reads one file and writes another. */
  FILE_COPY(Family.FILE),
  /** Deletes a file or directory. */
  FILE_DELETE(Family.FILE),
  /** Reads the names in a directory. */
  FILE_LIST(Family.FILE),
  /** Changes a file's times, owner or permissions. */
  FILE_ATTRIBUTES(Family.FILE),
  /** Closes a file that a counted call has opened; never refused. */
  FILE_CLOSE(0),
  /** Opens a connection to another host, or binds a datagram socket to one. */
  NET_CONNECT(Family.NET),
  /** Asks for the addresses of a host name, or for the name of an address. */
  DNS_LOOKUP(Family.DNS),
  /** Sends an HTTP request. */
  HTTP_REQUEST(Family.HTTP),
  /** Waits for the answer to a request that was counted when its connection was opened. */
  HTTP_ANSWER(Family.HTTP),
  /** Starts a process. */
  PROCESS_SPAWN(Family.PROCESS),
  /** Asks a process to end. */
  PROCESS_DESTROY(Family.PROCESS),
  /** Ends a process whether it wants to or not. */
  PROCESS_KILL(Family.PROCESS),
  /** Loads a native library, whose calls nobody can intercept. */
  NATIVE_LOAD(0),
  /** Starts a platform thread. */
  THREAD_START(Family.THREAD),
  /** Starts a virtual thread. */
  VIRTUAL_THREAD_START(Family.THREAD),
  /** Begins the work of an agent; charges nothing. */
  AGENT(0),
  /** Lets an agent use a tool. */
  TOOL(0),
  /** Moves bytes; charged by the amount, afterwards. */
  TRANSFER(0);

  private final int family;

  Operation(int family) {
    this.family = family;
  }

  /** One bit, the same for operations that may nest in one another. */
  int family() {
    return family;
  }

  /** True for what the network carries, whichever thread asks for it. */
  boolean isNetwork() {
    return (family & (Family.NET | Family.DNS)) != 0;
  }

  /** True when an open file is left behind. */
  boolean opensFile() {
    return this == FILE_READ || this == FILE_WRITE || this == FILE_MODIFY || this == FILE_UPDATE;
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
    static final int NET = 16;
    static final int DNS = 32;
  }
}
