package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.api.TaskRefusedException;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Rein does with an intercepted call. Called on the host's threads, with the calling thread's
 * {@link CallGuard} suspended; may throw anything, {@link Hooks} lets the host's call through then.
 */
public abstract class HookHandler {
  /**
   * The account of an agent, made when it is first named. Threads and tasks keep hold of it beyond
   * a detach, so it must be an object of the JDK's from which nothing of the agent's side can be
   * reached any more then.
   *
   * @param parent the account of the agent within which it works, or null for the JVM
   */
  public abstract Object agent(@Nullable Object parent, String name);

  /**
   * An agent begins to work within another, or on its own: it is charged to the one it works
   * within.
   *
   * @param parent the account of the agent within which it works, or null for the JVM
   * @return its account, as from {@link #agent}, to be handed to {@link #endAgent}; or the {@link
   *     Refusal} that says why it must not begin
   */
  public abstract Object beginAgent(@Nullable Object parent, String name);

  /**
   * An agent's work has ended, on whatever thread.
   *
   * @param account what {@link #beginAgent} has returned
   * @param parent what it was called with
   * @param run what {@link CallGuard#currentRun} has returned within it
   */
  public abstract void endAgent(Object account, @Nullable Object parent, Object run);

  /**
   * How long that work took, told once it has ended.
   *
   * @param account what {@link #endAgent} was called with
   */
  public void agentRan(Object account, long nanos) {}

  /**
   * The name of the agent that a configured method is the work of; null when it is none's by now.
   *
   * @param method as configured: binary name of the type, a dot, the method's name
   */
  public abstract @Nullable String agentOfMethod(String method);

  /**
   * The name of an agent of a framework; null when this is none's work.
   *
   * @param named what the framework knows it by
   * @param worker the object that does the work, maybe a proxy
   * @param method that was called on the worker, or null
   */
  public @Nullable String nameOfAgent(
      Object named, @Nullable Object worker, @Nullable Method method) {
    return null;
  }

  /** The name of a tool, by what a framework knows it or a call of it by; null for none. */
  public @Nullable String nameOfTool(Object named) {
    return null;
  }

  /** Tells calls of a tool apart by what they are given, of which nothing else is kept. */
  public int hashOfArguments(Object named, @Nullable Object arguments) {
    return 0;
  }

  /** Whether what a tool has returned says that it has failed. */
  public boolean isFailureOfTool(Object returned) {
    return false;
  }

  /**
   * A refused call in the form in which the framework has tools fail: what fails when it is run or
   * subscribed to; null when it has none.
   *
   * @param named what knows the tool or runs it
   */
  public @Nullable Object refusedTool(Object named, TaskRefusedException refused) {
    return null;
  }

  /**
   * Before a call of a tool: charges it, and waits if a limit says so.
   *
   * @return why the call must not be made, or null when it may
   */
  public @Nullable Refusal beforeTool(String tool, int argumentsHash, @Nullable Object account) {
    return null;
  }

  /** After a call of a tool that was let through, on whatever thread. */
  public void afterTool(String tool, boolean failed, long nanos, @Nullable Object account) {}

  /** The name of the agent whose threads are named like this; null when there is none. */
  public abstract @Nullable String agentOfThread(String threadName);

  /**
   * A call of the API. Called with the guard suspended; may wait where {@link CallGuard#mayWait}
   * says so.
   *
   * @param call what is asked for and its arguments, in the forms that {@link dev.rein.api.Calls}
   *     lists; never {@code agent}, which comes to {@link #beginAgent}, nor {@code job}
   * @param account of the calling thread, or null for the JVM
   * @return the answer in those forms, or a {@link Refusal}, which is brought into its form
   */
  public abstract @Nullable Object api(Object[] call, @Nullable Object account);

  /**
   * Before the call: charges it, and waits if a limit says so.
   *
   * @param target what the call is about: a path, a list of two for a move or a copy, a URI, a
   *     command, a thread, an address
   * @param account who pays: what {@link #agent} has returned, or null for the JVM
   * @return why the call must not happen, or null when it may
   */
  public abstract @Nullable Refusal before(
      Operation operation, @Nullable Object target, @Nullable Object account);

  /**
   * After a call that was let through.
   *
   * @param result what the call gave back, where that says more than that it went well: the
   *     process, the thread, the temporary file, the HTTP answer; of a connect or a look-up, what
   *     it was about
   * @param happened false when the call failed or did nothing
   * @param account the one that was charged before
   */
  public abstract void after(
      Operation operation, @Nullable Object result, boolean happened, @Nullable Object account);

  /**
   * For whom the calling thread opens a file; kept until the file is closed. Allocates nothing.
   *
   * @param account the one that was charged for the open
   */
  public abstract Object opener(@Nullable Object account);

  /**
   * A file is closed. On whatever thread closes it, also the collector's.
   *
   * @param opener what {@link #opener} has returned, maybe that of a handler before this
   */
  public abstract void closed(Object opener);

  /**
   * After an HTTP request that a call or a future has waited for.
   *
   * @param request what the request was begun with
   * @param answer the client's answer, or null when there is none
   * @param happened false when the request failed
   * @param account the one that was charged for the request
   * @param exchange what {@link #before} has given to {@link CallGuard#setExchange}, or null
   */
  public abstract void answered(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account,
      @Nullable Object exchange);

  /**
   * What is to receive an answer's body, for clients that are told so before they send.
   *
   * @param exchange what {@link #before} has given to {@link CallGuard#setExchange}
   * @param receiver what the host has given to its client
   * @return the same, or one that hands everything on to it as it comes
   */
  public abstract Object receiver(Object exchange, Object receiver);

  /**
   * A step in the reading of an answer's body, for clients whose body is an object that the host
   * reads. Must not change, keep or consume what was read.
   *
   * @param body the client's object, the same for all steps
   * @param content what was read, of a kind that goes with the body's, or the answer of a body that
   *     is opened; null when there is nothing
   * @param offset where in the content
   * @param count how many bytes
   * @param exchange what {@link #before} has given to {@link CallGuard#setExchange}; null but where
   *     the body is opened within the call
   */
  public abstract void onBody(
      BodyStep step,
      Object body,
      @Nullable Object content,
      int offset,
      int count,
      @Nullable Object exchange);

  /**
   * A step of an HTTP request that goes on elsewhere than in the call that sends it.
   *
   * @param part an object of the client's that leads to the request's key, or is it
   * @param content the request at its begin, else the answer
   * @param account the one to be charged, at the request's begin
   * @return why the request must not begin, or null
   */
  public abstract @Nullable Refusal onHttp(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account);

  /**
   * Has a client fail a request as it fails others, where what is thrown would not reach the
   * caller. Called with the guard not suspended: the host's own code hears of it.
   *
   * @param failing the client's object to be told
   */
  public abstract void fail(@Nullable Object failing, IoRefusedException refusal) throws Exception;

  /**
   * A thread that was or would have been counted at its start has ended.
   *
   * @param start the operation it was started by
   * @param account the one that was charged for the start
   */
  public abstract void threadEnded(Operation start, Thread thread, @Nullable Object account);

  /**
   * The calling thread is going to work for another account, or ends: hands what it has used so far
   * to {@link ThreadUse#read}.
   */
  public abstract void readThread(ThreadUse use);

  /**
   * A platform thread has used CPU time and memory for an account.
   *
   * @param account what {@link #agent} has returned
   * @param cpuNanos not below 0
   * @param allocated bytes, not below 0
   */
  public abstract void used(Object account, long cpuNanos, long allocated);

  /**
   * Before bytes move, and only while {@link Hooks#setBlocked} says so for this resource.
   *
   * @param target of a file its path, or its channel where the path is not at hand; else null
   */
  public abstract @Nullable Refusal beforeTransfer(
      Resource resource, @Nullable Object target, @Nullable Object account);

  /** After bytes have moved. On the hot path: no allocation, no lock. */
  public abstract void transferred(Resource resource, long bytes, @Nullable Object account);

  /**
   * After bytes have moved over the network. On the hot path: no allocation, no lock.
   *
   * @param peer address of the other end: the same object for all transfers of a connection; null
   *     when it is not known
   */
  public abstract void transferred(
      Resource resource, long bytes, @Nullable Object account, @Nullable Object peer);

  /**
   * This handler has thrown.
   *
   * @param switchedOff true when the operation is not handed to it any more
   */
  public abstract void failed(Operation operation, Throwable failure, boolean switchedOff);

  /**
   * Stops Rein in this JVM: hooks out, waiting callers released, ledger closed, threads ended.
   *
   * @param reason for the ledger
   * @return names of the host's classes that still refer to Rein; empty when all is as it was
   */
  public abstract List<String> shutDown(String reason);

  /** The folder of this JVM's ledger, or null when none is kept. */
  public abstract @Nullable String folder();
}
