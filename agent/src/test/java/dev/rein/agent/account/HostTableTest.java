package dev.rein.agent.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostTableTest {
  /** Peers here are strings with the host's name before the first slash. */
  private final HostTable table =
      new HostTable() {
        @Override
        protected @Nullable String nameOf(Object peer) {
          String text = peer.toString();
          return text.startsWith("?") ? null : text.substring(0, text.indexOf('/'));
        }
      };

  @Test
  void addressesOfOneNameAreOneHost() {
    table.transferred("a.example/1", Resource.NET_BYTES_SENT, 10);
    table.transferred("a.example/2", Resource.NET_BYTES_SENT, 5);
    table.add("A.Example", Resource.NET_BYTES_SENT, 1);

    assertThat(used(Resource.NET_BYTES_SENT)).containsOnly(entry("a.example", 16L));
  }

  @Test
  void peersThatHashAlikeAreNotMixedUp() {
    for (int round = 0; round < 3; round++) {
      table.transferred("Aa/", Resource.NET_BYTES_RECEIVED, 1);
      table.transferred("BB/", Resource.NET_BYTES_RECEIVED, 100);
    }

    assertThat(used(Resource.NET_BYTES_RECEIVED)).containsOnly(entry("aa", 3L), entry("bb", 300L));
  }

  @Test
  void hostsBeyondTheBoundShareOneLine() {
    for (int i = 0; i < HostTable.MAX_HOSTS + 50; i++) {
      table.transferred("h" + i + "/", Resource.DNS_LOOKUPS, 1);
    }
    table.transferred("h0/", Resource.DNS_LOOKUPS, 1);

    Map<String, Long> lookUps = used(Resource.DNS_LOOKUPS);
    assertThat(lookUps).hasSize(HostTable.MAX_HOSTS + 1);
    assertThat(lookUps).contains(entry(HostTable.OTHER, 50L), entry("h0", 2L));
  }

  @Test
  void whoeverHasNoNameIsAmongTheOthers() {
    table.transferred(null, Resource.NET_CONNECTS, 1);
    table.transferred("?", Resource.NET_CONNECTS, 1);
    table.add(null, Resource.NET_CONNECTS, 1);
    table.transferred("/", Resource.NET_CONNECTS, 1);
    table.transferred("x".repeat(300) + "/", Resource.NET_CONNECTS, 1);

    assertThat(used(Resource.NET_CONNECTS)).containsOnly(entry(HostTable.OTHER, 5L));
  }

  @Test
  void nothingIsLostWhenThreadsRace() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int first = t;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  table.transferred("h" + (i + first) % 300 + "/", Resource.HTTP_REQUESTS, 1);
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(used(Resource.HTTP_REQUESTS).values().stream().mapToLong(n -> n).sum())
        .isEqualTo(400_000);
    assertThat(used(Resource.HTTP_REQUESTS)).hasSize(HostTable.MAX_HOSTS + 1);
  }

  private Map<String, Long> used(Resource resource) {
    Map<String, Long> used = new TreeMap<>();
    table.forEach(
        (host, meter) -> {
          if (meter.used(resource) != 0) {
            used.put(host, meter.used(resource));
          }
        });
    return used;
  }
}
