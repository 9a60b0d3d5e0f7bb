package dev.rein.it.host;

import java.util.concurrent.atomic.AtomicLong;

/** What a program has done on the network, by its own account. */
final class NetLog {
  private final AtomicLong connects = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong lookUps = new AtomicLong();

  void connected() {
    connects.incrementAndGet();
  }

  void sent(long bytes) {
    sent.addAndGet(bytes);
  }

  void received(long bytes) {
    received.addAndGet(bytes);
  }

  void lookedUp(int times) {
    lookUps.addAndGet(times);
  }

  @Override
  public String toString() {
    return "net.connects="
        + connects
        + " net.bytes.sent="
        + sent
        + " net.bytes.received="
        + received
        + " dns.lookups="
        + lookUps;
  }
}
