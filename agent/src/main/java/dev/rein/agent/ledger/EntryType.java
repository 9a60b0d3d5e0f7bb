package dev.rein.agent.ledger;

/** First byte of every entry. Numbers are never given to something else. */
final class EntryType {
  static final int STARTED = 1;
  static final int RESOURCES = 2;
  static final int ACCOUNT_OPENED = 3;
  static final int LIMIT_SET = 4;
  static final int COUNTERS = 5;
  static final int LIMIT_EVENT = 6;
  static final int PHASE_CHANGED = 7;
  static final int NOTICE = 8;
  static final int STOPPED = 9;
  static final int HOST_COUNTERS = 10;
  static final int RATE_LIMITED = 11;
  static final int PROCESS_STARTED = 12;
  static final int PROCESS_ENDED = 13;
  static final int PROCESS_DESTROYED = 14;
  static final int COVERAGE = 15;
  static final int GRANTED = 16;
  static final int CONTROLLED = 17;
  static final int POLICY_CHANGED = 18;
  static final int DELIVERED = 19;
  static final int APPROVAL = 20;
  static final int WAITING = 21;
  static final int HOT_SPOTS = 22;
  static final int CARRIED_OVER = 23;
  static final int LEFT_OPEN = 24;
  static final int CLEANED = 25;
  static final int JOB_CONTEXT = 26;
  static final int MODEL_CALLED = 27;
  static final int RATE_WINDOW = 28;
  static final int TOOL_CALLED = 29;
  static final int LOOP_NOTICED = 30;
  static final int MODEL_TOTALS = 31;
  static final int TOOL_TOTALS = 32;

  /** Second byte of every entry; raised per type when its fields change. */
  static final int VERSION = 1;

  private EntryType() {}
}
