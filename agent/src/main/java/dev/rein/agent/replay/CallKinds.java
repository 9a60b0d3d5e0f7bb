package dev.rein.agent.replay;

import static dev.rein.api.Resource.FILES_ACCESSED;
import static dev.rein.api.Resource.FILES_DELETED;
import static dev.rein.api.Resource.FILES_MODIFIED;
import static dev.rein.api.Resource.FILES_OPEN;
import static dev.rein.api.Resource.FILES_READ;
import static dev.rein.api.Resource.FILES_WRITTEN;
import static dev.rein.api.Resource.HTTP_IN_FLIGHT;
import static dev.rein.api.Resource.HTTP_REQUESTS;
import static dev.rein.api.Resource.PROCESSES_LIVE;
import static dev.rein.api.Resource.PROCESSES_SPAWNED;
import static dev.rein.api.Resource.THREADS_LIVE;
import static dev.rein.api.Resource.THREADS_STARTED;
import static dev.rein.api.Resource.THREADS_VIRTUAL_LIVE;
import static dev.rein.api.Resource.THREADS_VIRTUAL_STARTED;
import static dev.rein.api.Resource.TIME_SINCE_DELIVERABLE;

import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The calls behind a tick's counters. A call that reads a file uses {@code files.read}, {@code
 * files.accessed} and {@code files.open}: when one of them is used up, it uses none. Counters do
 * not tell which uses belong together, so the fewest calls that explain them are taken.
 */
final class CallKinds {
  /** Charged when they have happened, as bytes are. */
  private static final Set<Resource> AFTERWARDS =
      Set.of(
          Resource.HTTP_ERRORS,
          Resource.HTTP_RATE_LIMITED,
          Resource.LLM_TOKENS,
          Resource.LLM_TOKENS_INPUT,
          Resource.LLM_TOKENS_OUTPUT,
          Resource.LLM_TOKENS_CACHED,
          Resource.LLM_COST,
          Resource.COST);

  /** Made of others, or known call by call. */
  private static final Set<Resource> APART =
      Set.of(
          FILES_READ,
          FILES_WRITTEN,
          FILES_MODIFIED,
          FILES_DELETED,
          FILES_ACCESSED,
          FILES_OPEN,
          HTTP_REQUESTS,
          HTTP_IN_FLIGHT,
          THREADS_STARTED,
          THREADS_LIVE,
          THREADS_VIRTUAL_STARTED,
          THREADS_VIRTUAL_LIVE,
          PROCESSES_SPAWNED,
          PROCESSES_LIVE,
          TIME_SINCE_DELIVERABLE);

  private final long[] used;
  private final List<Attempt> calls = new ArrayList<>();

  private CallKinds(long[] used) {
    this.used = used;
  }

  /**
   * The calls of an account's own, in the order in which they are to be judged.
   *
   * @param used by the resource's id; of what went down, and of gauges that rose without a call,
   *     the rest is left in it
   * @param resources all that there are
   */
  static List<Attempt> of(long[] used, List<Resource> resources) {
    CallKinds kinds = new CallKinds(used);
    kinds.files();
    kinds.withGauge(HTTP_REQUESTS, HTTP_IN_FLIGHT);
    kinds.withGauge(THREADS_STARTED, THREADS_LIVE);
    kinds.withGauge(THREADS_VIRTUAL_STARTED, THREADS_VIRTUAL_LIVE);
    for (Resource resource : resources) {
      if (!APART.contains(resource) && kinds.at(resource) > 0) {
        long amount = kinds.take(resource, Long.MAX_VALUE);
        kinds.calls.add(
            isAfterwards(resource)
                ? Attempt.afterwards(amount, resource)
                : Attempt.of(amount, resource));
      }
    }
    return kinds.calls;
  }

  static boolean isAfterwards(Resource resource) {
    return resource.unit().equals("bytes")
        || resource.isMeasured()
        || AFTERWARDS.contains(resource);
  }

  /** What a request, or a call of a model, asks for first. */
  static Set<Resource> askedBeforeRequests() {
    return AFTERWARDS;
  }

  private long at(Resource resource) {
    return used[resource.id()];
  }

  private long take(Resource resource, long most) {
    long taken = Math.max(0, Math.min(at(resource), most));
    if (taken > 0) {
      used[resource.id()] -= taken;
    }
    return taken;
  }

  private void files() {
    file(Math.min(at(FILES_DELETED), at(FILES_ACCESSED)), FILES_DELETED);
    long written = Math.max(0, at(FILES_WRITTEN));
    long read = Math.max(0, at(FILES_READ));
    long modified = Math.max(0, at(FILES_MODIFIED));
    // As many uses more than calls there were, so many of them were of one call.
    long shared = Math.max(0, written + read + modified - Math.max(0, at(FILES_ACCESSED)));
    long rewritten = Math.min(shared, Math.min(written, modified));
    shared -= rewritten;
    long copied = Math.min(shared, Math.min(read, written - rewritten));
    file(rewritten, FILES_WRITTEN, FILES_MODIFIED);
    file(copied, FILES_READ, FILES_WRITTEN);
    file(at(FILES_READ), FILES_READ);
    file(at(FILES_WRITTEN), FILES_WRITTEN);
    file(at(FILES_MODIFIED), FILES_MODIFIED);
    file(at(FILES_ACCESSED));
  }

  private void file(long count, Resource... special) {
    long accessed = Math.min(count, at(FILES_ACCESSED));
    boolean opens = special.length > 0 && special[0] != FILES_DELETED;
    long open = opens ? Math.max(0, Math.min(accessed, at(FILES_OPEN))) : 0;
    add(open, with(special, FILES_ACCESSED, FILES_OPEN));
    add(accessed - open, with(special, FILES_ACCESSED));
    if (special.length > 0) {
      // Half a call: the other half is in the tick before or after.
      add(count - Math.max(0, accessed), special);
    }
  }

  private void withGauge(Resource counter, Resource gauge) {
    long count = at(counter);
    long live = Math.max(0, Math.min(count, at(gauge)));
    add(live, counter, gauge);
    add(count - live, counter);
  }

  private void add(long count, Resource... resources) {
    if (count <= 0) {
      return;
    }
    for (Resource resource : resources) {
      take(resource, count);
    }
    calls.add(Attempt.of(count, resources));
  }

  private static Resource[] with(Resource[] special, Resource... general) {
    Resource[] all = new Resource[special.length + general.length];
    System.arraycopy(special, 0, all, 0, special.length);
    System.arraycopy(general, 0, all, special.length, general.length);
    return all;
  }
}
