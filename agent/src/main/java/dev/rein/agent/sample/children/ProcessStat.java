package dev.rein.agent.sample.children;

import org.jspecify.annotations.Nullable;

/** What {@code /proc/PID/stat} says of a process; made once and read into again and again. */
final class ProcessStat {
  /** Fields that come after the state, and are counted from the parent's PID, which is 0. */
  private static final int PPID = 0;

  private static final int GROUP = 1;
  private static final int SESSION = 2;
  private static final int USER_TIME = 10;
  private static final int SYSTEM_TIME = 11;
  private static final int WAITED_USER_TIME = 12;
  private static final int WAITED_SYSTEM_TIME = 13;
  private static final int THREADS = 16;
  private static final int START = 18;
  private static final int RESIDENT = 20;

  int pid;
  int parent;
  int group;
  int session;

  /** In ticks since the machine was started; with the PID it names one process for good. */
  long start;

  /** CPU time of its own threads, in ticks. */
  long own;

  /** CPU time of the descendants that it, and they, have waited for, in ticks. */
  long waited;

  /** In pages. */
  long resident;

  /** It has ended, and its parent has not waited for it. */
  boolean zombie;

  /** Whose member it is found to be, once somebody has looked. */
  @Nullable Member member;

  boolean resolved;

  /**
   * Takes a line apart. The name of a program may contain anything, a parenthesis or a line's end
   * too; what comes after the last parenthesis is numbers.
   *
   * @return false when it is not such a line, or one of a process that its parent has waited for
   */
  boolean parse(int ofPid, byte[] line, int length) {
    int at = length - 1;
    while (at >= 0 && line[at] != ')') {
      at--;
    }
    if (at < 0 || at + 3 >= length) {
      return false;
    }
    pid = ofPid;
    member = null;
    resolved = false;
    own = 0;
    waited = 0;
    byte state = line[at + 2];
    if (state == 'X') {
      return false;
    }
    long threads = 0;
    at += 4;
    for (int field = 0; field <= RESIDENT; field++) {
      boolean negative = at < length && line[at] == '-';
      int begin = negative ? at + 1 : at;
      long value = 0;
      for (at = begin; at < length && isDigit(line[at]); at++) {
        value = value * 10 + line[at] - '0';
      }
      if (at == begin || (at < length && line[at] != ' ' && line[at] != '\n')) {
        return false;
      }
      at++;
      value = negative ? -value : value;
      switch (field) {
        case PPID -> parent = (int) value;
        case GROUP -> group = (int) value;
        case SESSION -> session = (int) value;
        case USER_TIME, SYSTEM_TIME -> own += value;
        case WAITED_USER_TIME, WAITED_SYSTEM_TIME -> waited += value;
        case THREADS -> threads = value;
        case START -> start = value;
        case RESIDENT -> resident = Math.max(0, value);
        default -> {}
      }
    }
    // A first thread that has ended before the others looks like a zombie, but the process lives.
    zombie = state == 'Z' && threads <= 1;
    // While the kernel takes one away it shows no threads, and times of 0.
    return threads > 0;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }
}
