package dev.rein.agent.account;

import dev.rein.api.Resource;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** What went to and came from one host. Written by every thread, without a lock. */
public final class HostMeter {
  /** What is told apart by host; every one a counter. */
  public static final List<Resource> RESOURCES =
      List.of(
          Resource.NET_CONNECTS,
          Resource.NET_BYTES_SENT,
          Resource.NET_BYTES_RECEIVED,
          Resource.DNS_LOOKUPS,
          Resource.HTTP_REQUESTS);

  /** By the resource's id, null for those that are not told apart. */
  private final LongAdder[] used = new LongAdder[Resource.all().size()];

  HostMeter() {
    for (Resource resource : RESOURCES) {
      used[resource.id()] = new LongAdder();
    }
  }

  void add(Resource resource, long amount) {
    used[resource.id()].add(amount);
  }

  /** What has been used in all of one of {@link #RESOURCES}. */
  public long used(Resource resource) {
    return used[resource.id()].sum();
  }
}
