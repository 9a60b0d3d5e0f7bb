package dev.rein.agent.lifecycle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** All that is open and known, by what it is known by; no more than a bound. Any thread. */
final class OpenThings {
  /** Some megabytes in the host, and a look at all of them takes a millisecond. */
  static final int MOST = 10_000;

  private final Map<Object, OpenThing> things = new ConcurrentHashMap<>();
  private final AtomicInteger size = new AtomicInteger();
  private final LongAdder beyond = new LongAdder();

  /** Something that equals only itself, whatever its class says. */
  record Identity(Object of) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
      return other instanceof Identity identity && identity.of == of;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(of);
    }
  }

  /** False when it is counted only, for there are too many. */
  boolean add(Object key, OpenThing thing) {
    if (size.get() >= MOST) {
      beyond.increment();
      return false;
    }
    if (things.put(key, thing) == null) {
      size.incrementAndGet();
    }
    return true;
  }

  @Nullable OpenThing get(Object key) {
    return things.get(key);
  }

  @Nullable OpenThing remove(Object key) {
    OpenThing removed = things.remove(key);
    if (removed != null) {
      size.decrementAndGet();
    }
    return removed;
  }

  boolean remove(OpenThing thing) {
    for (Map.Entry<Object, OpenThing> entry : things.entrySet()) {
      if (entry.getValue() == thing) {
        return remove(entry.getKey()) != null;
      }
    }
    return false;
  }

  boolean isEmpty() {
    return size.get() == 0;
  }

  /** How many were not taken. */
  long beyond() {
    return beyond.sum();
  }

  /** In the order in which they were started. */
  List<OpenThing> all() {
    List<OpenThing> all = new ArrayList<>(things.values());
    all.sort(Comparator.comparingLong(OpenThing::number));
    return all;
  }
}
