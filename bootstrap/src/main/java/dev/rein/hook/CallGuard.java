package dev.rein.hook;

import dev.rein.api.Resource;
import dev.rein.api.TaskRefusedException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Per thread: the account that pays for its calls, and whether an intercepted call is Rein's to
 * count. It is not while a class is being loaded, while Rein's own code runs, on the JDK's
 * housekeeping threads, and inside another call of the same family. What goes over the network
 * counts on housekeeping threads too: a client's selector thread sends and receives for the host.
 * Used by its own thread; {@link AgentThreads} looks at it from others.
 */
public final class CallGuard {
  private static final Binding CURRENT = new Binding();

  private final boolean housekeeping;
  private int suspended;
  private boolean hurried;
  private int inside;
  private long transferring;
  private @Nullable Object opener;
  private @Nullable Resource asyncResource;
  private @Nullable ByteBuffer asyncBuffer;
  private int asyncStart;
  private @Nullable Object account;

  /** Whether the account is that of the task at hand, below which the thread's name may count. */
  private boolean ofTask;

  private @Nullable ThreadAgent threadAgent;
  private @Nullable AgentRun run;
  private @Nullable ToolCall tool;

  /** Null until the thread has worked for an agent; a virtual thread has none. */
  private @Nullable ThreadUse use;

  private final boolean virtual;

  /** What {@link AgentThreads} knows the thread by, once it has worked for an agent. */
  private @Nullable Object entry;

  private @Nullable TaskRefusedException refusedWorker;

  /** What the handler knows the HTTP request by that the thread is sending; null for most. */
  private @Nullable Object exchange;

  private CallGuard(boolean housekeeping, boolean virtual, @Nullable Object account) {
    this.housekeeping = housekeeping;
    this.virtual = virtual;
    this.account = account;
    this.ofTask = true;
    if (account != null) {
      enterIfNew();
    }
  }

  /** The guard of the calling thread. */
  static CallGuard current() {
    return CURRENT.get();
  }

  /**
   * Nothing the calling thread does from now on is counted or refused, until {@link
   * #resumeCurrent()}. A thread of Rein's own calls it once.
   */
  public static void suspendCurrent() {
    current().suspend();
  }

  /** Ends one {@link #suspendCurrent()}. */
  public static void resumeCurrent() {
    current().resume();
  }

  /**
   * False when the calling thread must not be held up: within a call that promises to return at
   * once or that holds a lock of the JDK, and on the JDK's housekeeping threads.
   */
  public static boolean mayWait() {
    CallGuard guard = current();
    return !guard.hurried && !guard.housekeeping;
  }

  /** True when the call is to be counted; then {@link #leave} must follow. */
  boolean enter(Operation operation) {
    if (suspended > 0 || isInside(operation) || (housekeeping && !operation.isNetwork())) {
      return false;
    }
    inside |= operation.family();
    return true;
  }

  /** Whether such a call would be part of another, or is not to be counted. */
  boolean isInside(Operation operation) {
    return suspended > 0 || (inside & operation.family()) != 0;
  }

  void leave(Operation operation) {
    inside &= ~operation.family();
  }

  /**
   * Who pays for what the thread does: one that {@link HookHandler#agent} has returned, or null for
   * the JVM.
   */
  @Nullable Object account() {
    return ofTask && ThreadAgent.inUse() ? accountByName() : account;
  }

  private @Nullable Object accountByName() {
    if (housekeeping) {
      return account;
    }
    if (threadAgent == null) {
      threadAgent = new ThreadAgent(this);
    }
    Object byName = threadAgent.accountFor(account);
    if (byName != null) {
      enterIfNew();
    }
    ThreadUse known = use;
    if (known != null && suspended == 0) {
      known.switchTo(byName, this);
    }
    return byName;
  }

  /** The same without regard to the thread's name. */
  @Nullable Object ownAccount() {
    return account;
  }

  /** Who pays, as another thread sees it: that may be a moment old. */
  @Nullable Object worksFor() {
    Object own = account;
    ThreadAgent byName = threadAgent;
    return ofTask && byName != null && ThreadAgent.inUse() ? byName.lastFor(own) : own;
  }

  /** An agent pays from now on, whatever the thread is called. */
  void setAccount(@Nullable Object newAccount) {
    set(newAccount, false);
  }

  /** The thread begins a task; who pays may also depend on the thread's name. */
  void setTaskAccount(@Nullable Object newAccount) {
    set(newAccount, true);
  }

  private void set(@Nullable Object newAccount, boolean task) {
    ThreadUse known = use();
    account = newAccount;
    ofTask = task;
    if (newAccount != null) {
      enterIfNew();
    }
    if (known != null) {
      known.switchTo(account(), this);
    } else if (newAccount != null && isMeasured()) {
      use = ThreadUse.own(null);
      use.switchTo(account(), this);
    }
  }

  /** The thread has no task until it gets the next; what it uses meanwhile is next to nothing. */
  void awaitTask() {
    account = null;
    ofTask = true;
  }

  boolean isVirtual() {
    return virtual;
  }

  private boolean isMeasured() {
    return !housekeeping && !virtual && ThreadUse.isInUse();
  }

  /** How far the thread is charged; null when it has not worked for an agent yet. */
  private @Nullable ThreadUse use() {
    ThreadUse known = use;
    if (known != null && !known.isDropped()) {
      return known;
    }
    Object payer = isMeasured() ? account() : null;
    known = payer == null ? null : ThreadUse.own(payer);
    use = known;
    return known;
  }

  boolean isAccountOfTask() {
    return ofTask;
  }

  private void enterIfNew() {
    if (entry == null && !housekeeping) {
      entry = AgentThreads.enter(this);
    }
  }

  /** The thread ends, and with it the scopes that it has not closed. */
  void threadEnds() {
    ThreadUse known = use();
    if (known != null) {
      known.end(this);
    }
    for (AgentRun open = run; open != null; open = open.outer()) {
      open.end();
    }
    if (entry != null) {
      AgentThreads.leave(entry);
    }
  }

  /** The innermost agent's run of the calling thread, to tell it from another; null for none. */
  public static @Nullable Object currentRun() {
    AgentRun open = current().run;
    while (open != null && !open.isOfAgent()) {
      open = open.outer();
    }
    return open;
  }

  /** The innermost run of a configured method, or scope, that the thread is in. */
  @Nullable AgentRun run() {
    return run;
  }

  void setRun(@Nullable AgentRun newRun) {
    run = newRun;
  }

  /** The innermost call of a tool that the thread is in. */
  @Nullable ToolCall tool() {
    return tool;
  }

  void setTool(@Nullable ToolCall newTool) {
    tool = newTool;
  }

  /** Why a ForkJoinPool's worker could not be started while the thread submitted a task. */
  @Nullable TaskRefusedException refusedWorker() {
    return refusedWorker;
  }

  void setRefusedWorker(@Nullable TaskRefusedException refused) {
    refusedWorker = refused;
  }

  /**
   * Within {@link HookHandler#before}: the request that the calling thread is about to send is
   * known by this, and its answer is to be looked at.
   */
  public static void setExchange(@Nullable Object newExchange) {
    current().exchange = newExchange;
  }

  /** What the request is known by that the thread is sending, or null. */
  @Nullable Object exchange() {
    return exchange;
  }

  /** The same, at the end of the call. */
  @Nullable Object takeExchange() {
    Object taken = exchange;
    exchange = null;
    return taken;
  }

  void suspend() {
    suspended++;
  }

  void resume() {
    suspended--;
  }

  boolean isSuspended() {
    return suspended > 0 || housekeeping;
  }

  /** What the handler is asked from now on may be answered by holding the thread up, or not. */
  void setMayWait(boolean mayWait) {
    hurried = !mayWait;
  }

  /**
   * From now on the bytes of these resources are counted by the one who asked for the transfer.
   *
   * @param resources a bit per {@link dev.rein.api.Resource#id()}
   * @return what to hand to {@link #endTransfer}
   */
  long beginTransfer(long resources) {
    long before = transferring;
    transferring = before | resources;
    return before;
  }

  void endTransfer(long before) {
    transferring = before;
  }

  /**
   * The thread is about to open a file that is charged to this.
   *
   * @return to whom the one before was charged, if its descriptor has never come up
   */
  @Nullable Object opens(Object newOpener) {
    Object before = opener;
    opener = newOpener;
    return before;
  }

  /** To whom the file is charged whose descriptor has come up; null when it is not. */
  @Nullable Object takeOpener() {
    Object taken = opener;
    if (taken == null || suspended > 0) {
      return null;
    }
    opener = null;
    return taken;
  }

  /** The thread carries out an asynchronous read into, or write from, this buffer. */
  void beginAsync(Resource resource, ByteBuffer buffer) {
    asyncResource = resource;
    asyncBuffer = buffer;
    asyncStart = buffer.position();
  }

  /** What the asynchronous call in hand moves bytes of; null when there is none. */
  @Nullable Resource asyncResource() {
    return asyncResource;
  }

  /** How many bytes the asynchronous call has moved. */
  long endAsync() {
    ByteBuffer buffer = asyncBuffer;
    asyncBuffer = null;
    asyncResource = null;
    return buffer == null ? 0 : buffer.position() - asyncStart;
  }

  boolean countsBytes(long resource) {
    return suspended == 0 && !housekeeping && (transferring & resource) == 0;
  }

  /** The same for what goes over the network. */
  boolean countsNetworkBytes(long resource) {
    return suspended == 0 && (transferring & resource) == 0;
  }

  private static final class Binding extends ThreadLocal<CallGuard> {
    private static final @Nullable Class<?> VIRTUAL_THREAD =
        ContextHooks.find("java.lang.VirtualThread");

    @Override
    protected CallGuard initialValue() {
      Thread thread = Thread.currentThread();
      return new CallGuard(
          Exemptions.isHousekeeping(thread),
          thread.getClass() == VIRTUAL_THREAD,
          ContextHooks.accountOf(thread));
    }
  }
}
