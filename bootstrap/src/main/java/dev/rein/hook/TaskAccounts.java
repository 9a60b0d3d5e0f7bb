package dev.rein.hook;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which account a task was handed over by, or a thread started by, beside the object itself: a
 * wrapper would not be found again by {@code remove} or by a priority queue. Objects are told apart
 * by identity and not kept alive. One that was handed over several times, as a lambda without
 * captures often is, has an account for each time, in order.
 */
final class TaskAccounts {
  private final ConcurrentHashMap<Object, Key> keys = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  boolean isEmpty() {
    return keys.isEmpty();
  }

  void clear() {
    keys.clear();
  }

  /** What is left of all that have an account. */
  List<Object> owners() {
    List<Object> owners = new ArrayList<>();
    for (Key key : keys.values()) {
      Object owner = key.get();
      if (owner != null) {
        owners.add(owner);
      }
    }
    return owners;
  }

  /** Adds an account to those of a task; the JVM's only when others are there. */
  void add(Object task, @Nullable Object account) {
    boolean added = false;
    while (!added) {
      Key key = find(task);
      added = key == null ? account == null || addKey(task, account) : key.add(account);
    }
  }

  /** Gives a task an account unless it has one. */
  void addFirst(Object task, Object account) {
    if (find(task) == null) {
      addKey(task, account);
    }
  }

  /** The account that comes next, which stays. */
  @Nullable Object peek(Object task) {
    Key key = find(task);
    return key == null ? null : key.peek();
  }

  /** Removes the account that comes next. */
  @Nullable Object take(Object task) {
    Key key = find(task);
    return key == null ? null : key.take();
  }

  private @Nullable Key find(Object task) {
    return keys.get(new Probe(task));
  }

  private boolean addKey(Object task, Object account) {
    for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
      keys.remove(gone);
    }
    Key key = new Key(task, account);
    return keys.putIfAbsent(key, key) == null;
  }

  /** Finds the key of a task. */
  private static final class Probe {
    private final Object task;

    Probe(Object task) {
      this.task = task;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(task);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && key.refersTo(task);
    }
  }

  /** A task and its accounts; locked for a few instructions only. */
  private final class Key extends WeakReference<Object> {
    private final int hash;
    private @Nullable Turns first;
    private Turns last;

    Key(Object task, Object account) {
      super(task, collected);
      this.hash = System.identityHashCode(task);
      this.last = new Turns(account);
      this.first = last;
    }

    /** False when the key has been taken away meanwhile. */
    synchronized boolean add(@Nullable Object account) {
      if (first == null) {
        return false;
      }
      if (last.account == account) {
        last.times++;
      } else {
        Turns next = new Turns(account);
        last.next = next;
        last = next;
      }
      return true;
    }

    synchronized @Nullable Object peek() {
      return first == null ? null : first.account;
    }

    synchronized @Nullable Object take() {
      Turns turns = first;
      if (turns == null) {
        return null;
      }
      turns.times--;
      if (turns.times == 0) {
        first = turns.next;
        if (first == null) {
          keys.remove(this);
        }
      }
      return turns.account;
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || (other instanceof Key key && isOf(key.get()));
    }

    private boolean isOf(@Nullable Object task) {
      return task != null && refersTo(task);
    }
  }

  /** So many turns in a row that one account has. */
  private static final class Turns {
    private final @Nullable Object account;
    private int times = 1;
    private @Nullable Turns next;

    Turns(@Nullable Object account) {
      this.account = account;
    }
  }
}
