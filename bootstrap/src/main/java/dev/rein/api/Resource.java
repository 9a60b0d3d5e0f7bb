package dev.rein.api;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something a host uses and Rein meters. Those that Rein counts by itself are declared here, once;
 * a host adds its own by {@link #of} and {@link #gauge}. The {@link #id()} is the index in {@link
 * #all()} and may differ between versions and runs, the name never changes. Safe from any thread.
 */
public final class Resource {
  /** Files opened for reading, and directories listed. */
  public static final Resource FILES_READ = counter(0, "files.read", "count");

  /** Files opened for writing, whether new or not, and files, directories and links created. */
  public static final Resource FILES_WRITTEN = counter(1, "files.written", "count");

  /** Of the files written, those that existed before; files moved, and changes of attributes. */
  public static final Resource FILES_MODIFIED = counter(2, "files.modified", "count");

  /** Every counted file operation, once: opens, creations, listings, changes and deletions. */
  public static final Resource FILES_ACCESSED = counter(3, "files.accessed", "count");

  /** Files and directories deleted. */
  public static final Resource FILES_DELETED = counter(4, "files.deleted", "count");

  /** Bytes read from files. */
  public static final Resource FILE_BYTES_READ = counter(5, "file.bytes.read", "bytes");

  /** Bytes written to files. */
  public static final Resource FILE_BYTES_WRITTEN = counter(6, "file.bytes.written", "bytes");

  /** Files open now that were opened by a counted call. */
  public static final Resource FILES_OPEN = gauge(7, "files.open", "count");

  /** Connections opened, also to this host and by datagram sockets; not those accepted. */
  public static final Resource NET_CONNECTS = counter(8, "net.connects", "count");

  /** Bytes sent over sockets of all kinds, to whomever, as the socket sends them. */
  public static final Resource NET_BYTES_SENT = counter(9, "net.bytes.sent", "bytes");

  /** Bytes received over sockets of all kinds, as the socket receives them. */
  public static final Resource NET_BYTES_RECEIVED = counter(10, "net.bytes.received", "bytes");

  /** Look-ups of a name's addresses or an address's name, from a cache too, in vain too. */
  public static final Resource DNS_LOOKUPS = counter(11, "dns.lookups", "count");

  /** HTTP requests sent, redirects and retries inside the client not included. */
  public static final Resource HTTP_REQUESTS = counter(12, "http.requests", "count");

  /** HTTP requests whose answer has not arrived yet. */
  public static final Resource HTTP_IN_FLIGHT = gauge(13, "http.in_flight", "count");

  /** HTTP requests that ended with an exception or with a status of 400 and above. */
  public static final Resource HTTP_ERRORS = counter(14, "http.errors", "count");

  /** HTTP answers that ask to slow down: 429, and 503 with Retry-After. */
  public static final Resource HTTP_RATE_LIMITED = counter(15, "http.rate_limited", "count");

  /** Processes started. */
  public static final Resource PROCESSES_SPAWNED = counter(16, "processes.spawned", "count");

  /** Processes started that have not ended. */
  public static final Resource PROCESSES_LIVE = gauge(17, "processes.live", "count");

  /** Platform threads started; the JDK's own housekeeping threads are not counted. */
  public static final Resource THREADS_STARTED = counter(18, "threads.started", "count");

  /** Platform threads alive, the main thread and those from before an attach included. */
  public static final Resource THREADS_LIVE = gauge(19, "threads.live", "count");

  /** Virtual threads started. */
  public static final Resource THREADS_VIRTUAL_STARTED =
      counter(20, "threads.virtual.started", "count");

  /** Virtual threads started that have not ended. */
  public static final Resource THREADS_VIRTUAL_LIVE = gauge(21, "threads.virtual.live", "count");

  /** Times that an agent has begun to work within another. */
  public static final Resource SUBTASKS_SPAWNED = counter(22, "subtasks.spawned", "count");

  /** Calls of a language model. */
  public static final Resource LLM_CALLS = counter(23, "llm.calls", "count");

  /** Tokens of all kinds that language models took in and gave out. */
  public static final Resource LLM_TOKENS = counter(24, "llm.tokens", "count");

  /** Tokens that language models took in, cached ones included. */
  public static final Resource LLM_TOKENS_INPUT = counter(25, "llm.tokens.input", "count");

  /** Tokens that language models gave out. */
  public static final Resource LLM_TOKENS_OUTPUT = counter(26, "llm.tokens.output", "count");

  /** Of the tokens taken in, those that the provider had in its cache. */
  public static final Resource LLM_TOKENS_CACHED = counter(27, "llm.tokens.cached", "count");

  /** Money that calls of language models cost. */
  public static final Resource LLM_COST = counter(28, "llm.cost", "usd");

  /** Money that was spent in all: on language models, and on calls that a rule gives a price. */
  public static final Resource COST = counter(29, "cost", "usd");

  /** Time since the last deliverable, or since the agent began to work. */
  public static final Resource TIME_SINCE_DELIVERABLE =
      level(30, "time.since_deliverable", "milliseconds");

  /** CPU time of the processes started and of all that these have started, ended ones too. */
  public static final Resource PROCESSES_CPU = measured(31, "processes.cpu", "milliseconds");

  /** Memory that these processes have in RAM now; what several share counts for each. */
  public static final Resource PROCESSES_RSS =
      new Resource(32, "processes.rss", "bytes", Kind.MEASURED_GAUGE);

  /**
   * CPU time: an agent's is that of the threads that work for it, the JVM's that of the process, so
   * with garbage collection and compilation; without Rein's own.
   */
  public static final Resource CPU_TIME = measured(33, "cpu.time", "milliseconds");

  /** Of the CPU time, what is estimated: that of virtual threads, by samples. */
  public static final Resource CPU_TIME_ESTIMATED =
      measured(34, "cpu.time.estimated", "milliseconds");

  /** CPU time used of what the processors the JVM may use could give, since the last look. */
  public static final Resource CPU_SHARE = level(35, "cpu.share", "percent");

  /** Bytes allocated on the heap; of the JVM, by all threads but Rein's. */
  public static final Resource MEMORY_ALLOCATED = measured(36, "memory.allocated", "bytes");

  /** Of the bytes allocated, what is estimated: that of virtual threads, by samples. */
  public static final Resource MEMORY_ALLOCATED_ESTIMATED =
      measured(37, "memory.allocated.estimated", "bytes");

  /** Bytes of the heap in use, garbage that is not collected yet included. */
  public static final Resource MEMORY_HEAP = level(38, "memory.heap", "bytes");

  /** Bytes of the heap in use after the last collection. */
  public static final Resource MEMORY_HEAP_LIVE = level(39, "memory.heap.live", "bytes");

  /** Memory that the process has in RAM. */
  public static final Resource MEMORY_RSS = level(40, "memory.rss", "bytes");

  /** Time for which all of the program's threads stood still for garbage collection. */
  public static final Resource GC_PAUSE = measured(41, "gc.pause", "milliseconds");

  /** The most threads alive at once since the JVM's start, the JDK's own included. */
  public static final Resource THREADS_PEAK = level(42, "threads.peak", "count");

  /** Of the volumes in use, how much of the one with the least is free. */
  public static final Resource DISK_FREE = level(43, "disk.free", "percent");

  /** CPU in use by all programs of the host, or of the container where it has a limit. */
  public static final Resource HOST_CPU = level(44, "host.cpu", "percent");

  /** Memory in use by all programs of the host, or of the container where it has a limit. */
  public static final Resource HOST_MEMORY = level(45, "host.memory", "percent");

  /** Pieces of work that run now: agents' outermost runs, and slots that the program holds. */
  public static final Resource JOBS_ACTIVE = gauge(46, "jobs.active", "count");

  /** CPU time of Rein's own threads. */
  public static final Resource REIN_CPU = measured(47, "rein.cpu", "milliseconds");

  /** Bytes allocated by Rein's own threads. */
  public static final Resource REIN_ALLOCATED = measured(48, "rein.allocated", "bytes");

  /** How much later than planned Rein's last look at the gauges was. */
  public static final Resource REIN_LAG = level(49, "rein.lag", "milliseconds");

  /** Calls of tools that a model has asked for. */
  public static final Resource TOOLS_CALLED = counter(50, "tools.called", "count");

  /**
   * How often the last tool was called with the same arguments among the last 20 calls of tools.
   */
  public static final Resource TOOLS_REPEATED = told(51, "tools.repeated", "count");

  /** Calls that the provider of a model takes before its window begins anew; the tightest one's. */
  public static final Resource LLM_REQUESTS_REMAINING = told(52, "llm.requests.remaining", "count");

  /**
   * Tokens that the provider of a model takes before its window begins anew; the tightest one's.
   */
  public static final Resource LLM_TOKENS_REMAINING = told(53, "llm.tokens.remaining", "count");

  /** Time until the provider of a model wants to be asked again; the longest one's. */
  public static final Resource LLM_RETRY_AFTER = told(54, "llm.retry_after", "milliseconds");

  /** So that a mistake in a loop does not fill the heap. */
  private static final int MAX_OWN = 200;

  private static final int LONGEST_NAME = 100;

  private static final Resource[] BUILT_IN = {
    FILES_READ,
    FILES_WRITTEN,
    FILES_MODIFIED,
    FILES_ACCESSED,
    FILES_DELETED,
    FILE_BYTES_READ,
    FILE_BYTES_WRITTEN,
    FILES_OPEN,
    NET_CONNECTS,
    NET_BYTES_SENT,
    NET_BYTES_RECEIVED,
    DNS_LOOKUPS,
    HTTP_REQUESTS,
    HTTP_IN_FLIGHT,
    HTTP_ERRORS,
    HTTP_RATE_LIMITED,
    PROCESSES_SPAWNED,
    PROCESSES_LIVE,
    THREADS_STARTED,
    THREADS_LIVE,
    THREADS_VIRTUAL_STARTED,
    THREADS_VIRTUAL_LIVE,
    SUBTASKS_SPAWNED,
    LLM_CALLS,
    LLM_TOKENS,
    LLM_TOKENS_INPUT,
    LLM_TOKENS_OUTPUT,
    LLM_TOKENS_CACHED,
    LLM_COST,
    COST,
    TIME_SINCE_DELIVERABLE,
    PROCESSES_CPU,
    PROCESSES_RSS,
    CPU_TIME,
    CPU_TIME_ESTIMATED,
    CPU_SHARE,
    MEMORY_ALLOCATED,
    MEMORY_ALLOCATED_ESTIMATED,
    MEMORY_HEAP,
    MEMORY_HEAP_LIVE,
    MEMORY_RSS,
    GC_PAUSE,
    THREADS_PEAK,
    DISK_FREE,
    HOST_CPU,
    HOST_MEMORY,
    JOBS_ACTIVE,
    REIN_CPU,
    REIN_ALLOCATED,
    REIN_LAG,
    TOOLS_CALLED,
    TOOLS_REPEATED,
    LLM_REQUESTS_REMAINING,
    LLM_TOKENS_REMAINING,
    LLM_RETRY_AFTER
  };

  /** Replaced, never changed. */
  private static volatile Resource[] all = BUILT_IN;

  private final int id;
  private final String name;
  private final String unit;
  private final Kind kind;

  /** How a value comes about, and so how it moves. */
  private enum Kind {
    /** Calls add to it. */
    COUNTER,
    /** Calls add to it and give back. */
    GAUGE,
    /** Rein adds to it what it has measured. */
    MEASURED_COUNTER,
    /** Rein sets it to what it has measured; an account's is the sum of those below and its own. */
    MEASURED_GAUGE,
    /** Rein sets it to what it has measured, of each account by itself. */
    LEVEL,
    /** Rein sets it to what calls and their answers tell, and measures nothing. */
    TOLD
  }

  private Resource(int id, String name, String unit, Kind kind) {
    this.id = id;
    this.name = name;
    this.unit = unit;
    this.kind = kind;
  }

  private static Resource counter(int id, String name, String unit) {
    return new Resource(id, name, unit, Kind.COUNTER);
  }

  private static Resource gauge(int id, String name, String unit) {
    return new Resource(id, name, unit, Kind.GAUGE);
  }

  private static Resource measured(int id, String name, String unit) {
    return new Resource(id, name, unit, Kind.MEASURED_COUNTER);
  }

  private static Resource told(int id, String name, String unit) {
    return new Resource(id, name, unit, Kind.TOLD);
  }

  private static Resource level(int id, String name, String unit) {
    return new Resource(id, name, unit, Kind.LEVEL);
  }

  /**
   * A resource of the host's own that only goes up, such as {@code mails.sent}: the one of this
   * name, declared if there is none yet.
   *
   * @param name lower case, dotted; of letters, digits, dots, underscores and dashes, 100 at most
   * @throws IllegalArgumentException when the name is not of that form
   * @throws IllegalStateException when there are 200 of the host's own already
   */
  public static Resource of(String name) {
    return own(name, false);
  }

  /** The same for one that goes down again as well, such as {@code jdbc.connections}. */
  public static Resource gauge(String name) {
    return own(name, true);
  }

  private static synchronized Resource own(String name, boolean gauge) {
    Resource known = find(name);
    if (known != null) {
      return known;
    }
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "a resource's name has lower-case letters, digits, '.', '_' and '-', not: " + name);
    }
    int id = all.length;
    if (id >= BUILT_IN.length + MAX_OWN) {
      throw new IllegalStateException("there are " + MAX_OWN + " own resources already");
    }
    Resource[] more = Arrays.copyOf(all, id + 1);
    Resource resource = new Resource(id, name, "count", gauge ? Kind.GAUGE : Kind.COUNTER);
    more[id] = resource;
    all = more;
    return resource;
  }

  private static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!plain && c != '.' && c != '_' && c != '-') {
        return false;
      }
    }
    return true;
  }

  /** Every resource; the one with id {@code i} is at index {@code i}. */
  public static List<Resource> all() {
    return List.of(all);
  }

  /** The resource of this name, or null when there is none. */
  public static @Nullable Resource find(String name) {
    for (Resource resource : all) {
      if (resource.name.equals(name)) {
        return resource;
      }
    }
    return null;
  }

  /** Index in {@link #all()}. */
  public int id() {
    return id;
  }

  /** Stable, lower case, dotted: {@code files.read}. */
  public String name() {
    return name;
  }

  /** True for one that the host has declared. */
  public boolean isOwn() {
    return id >= BUILT_IN.length;
  }

  /** True for one that {@link Rein#charge} takes: Rein does not count it by itself. */
  boolean isChargedByHost() {
    return isOwn() || this == LLM_CALLS || this == COST;
  }

  /**
   * {@code count}, {@code bytes}, {@code milliseconds}, {@code percent} from 0 to 100, or {@code
   * usd} for millionths of a dollar.
   */
  public String unit() {
    return unit;
  }

  /** True when the value goes down again as well as up. */
  public boolean isGauge() {
    return kind != Kind.COUNTER && kind != Kind.MEASURED_COUNTER;
  }

  /** True when no call is charged with it: Rein measures it from time to time. */
  public boolean isMeasured() {
    return kind != Kind.COUNTER && kind != Kind.GAUGE && kind != Kind.TOLD;
  }

  /** True when what an account has is what those below it have, and its own. */
  public boolean isSum() {
    return kind != Kind.LEVEL && kind != Kind.TOLD;
  }

  @Override
  public String toString() {
    return name;
  }
}
