package dev.rein.agent.ledger;

/** The entries about what was started and not stopped. */
public sealed interface LifecycleEntry extends LedgerEntry, LedgerEntry.OfAccount {
  /**
   * Something that an account has started and that is open still. Told while it is open, and again
   * at the end of the agent's work or of the JVM if it was not stopped by then.
   *
   * @param number not given to another thing of this JVM
   * @param id of a process its pid, of a thread its id, of a file its descriptor; 0 where there is
   *     none
   * @param name the command without what looks like a secret, the path, the thread's name
   * @param started in milliseconds since 1970; 0 where that is not known
   * @param where the code that has started it, innermost first; empty where that is not known
   * @param thread name of the thread that has
   * @param longLived whether the policy says that it may stay
   */
  record LeftOpen(
      long at,
      int account,
      long number,
      Stage stage,
      LeftOpen.Kind kind,
      long id,
      String name,
      long started,
      String where,
      String thread,
      boolean longLived)
      implements LifecycleEntry {
    public LeftOpen {
      name = BoundedText.sentence(name);
      where = BoundedText.sentence(where);
      thread = BoundedText.name(thread);
    }

    /** When it is told. The numbers in the ledger are the constants' places: only ever add. */
    public enum Stage {
      /** It is open, and the work goes on. */
      OPEN,
      /** The agent's work has ended. */
      AGENT_END,
      /** The JVM ends. */
      JVM_END
    }

    /** What it is. The numbers in the ledger are the constants' places: only ever add. */
    public enum Kind {
      /** A child process. */
      PROCESS,
      /** A file or directory that was made as a temporary one. */
      TEMP_FILE,
      /** An open file. */
      HANDLE,
      /** A thread, of an executor for example. */
      THREAD,
      /** A slot of the API. */
      SLOT,
      /** What the program has given to the API to be closed. */
      TRACKED
    }
  }

  /**
   * Something that {@link LeftOpen} has told of is closed now, or could not be.
   *
   * @param number as there
   * @param failure why not, in a line; empty when it is
   */
  record Cleaned(long at, int account, long number, Result result, String what, String failure)
      implements LifecycleEntry {
    public Cleaned {
      what = BoundedText.sentence(what);
      failure = BoundedText.sentence(failure);
    }

    /** What came of it. The numbers in the ledger are the constants' places: only ever add. */
    public enum Result {
      /** The program has stopped it. */
      STOPPED,
      /** Rein has, as the policy or the program says. */
      CLEANED,
      /** Rein was to, and could not. */
      FAILED
    }
  }
}
