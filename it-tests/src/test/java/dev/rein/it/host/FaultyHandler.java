package dev.rein.it.host;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.BodyStep;
import dev.rein.hook.HookHandler;
import dev.rein.hook.Hooks;
import dev.rein.hook.HttpStep;
import dev.rein.hook.Operation;
import dev.rein.hook.ThreadUse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rein gone wrong: fails at whatever it is asked. */
public final class FaultyHandler extends HookHandler {
  private final AtomicInteger failures = new AtomicInteger();
  private final Set<Operation> switchedOff = EnumSet.noneOf(Operation.class);

  /** Takes the place of Rein's own handler, and makes every hook ask it. */
  public static FaultyHandler install() {
    FaultyHandler handler = new FaultyHandler();
    Hooks.setHandler(handler);
    for (Resource resource : Resource.all()) {
      Hooks.setBlocked(resource, true);
    }
    return handler;
  }

  /** How often it has failed so far, and what is not asked of it any more. */
  String report() {
    return "failures=" + failures + " switched off=" + switchedOff;
  }

  private RuntimeException failure() {
    failures.incrementAndGet();
    return new IllegalStateException("Rein fails");
  }

  @Override
  public Object agent(@Nullable Object parent, String name) {
    throw failure();
  }

  @Override
  public Object beginAgent(@Nullable Object parent, String name) {
    throw failure();
  }

  @Override
  public void endAgent(Object account, @Nullable Object parent, Object run) {
    throw failure();
  }

  @Override
  public @Nullable String agentOfMethod(String method) {
    throw failure();
  }

  @Override
  public @Nullable String agentOfThread(String threadName) {
    throw failure();
  }

  @Override
  public @Nullable Object api(Object[] call, @Nullable Object account) {
    throw failure();
  }

  @Override
  public @Nullable Refusal before(
      Operation operation, @Nullable Object target, @Nullable Object account) {
    throw failure();
  }

  @Override
  public void answered(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account,
      @Nullable Object exchange) {
    throw failure();
  }

  @Override
  public Object receiver(Object exchange, Object receiver) {
    throw failure();
  }

  @Override
  public void onBody(
      BodyStep step,
      Object body,
      @Nullable Object content,
      int offset,
      int count,
      @Nullable Object exchange) {
    throw failure();
  }

  @Override
  public @Nullable Refusal onHttp(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account) {
    throw failure();
  }

  @Override
  public void fail(@Nullable Object failing, IoRefusedException refusal) {
    throw failure();
  }

  @Override
  public Object opener(@Nullable Object account) {
    throw failure();
  }

  @Override
  public void closed(Object opener) {
    throw failure();
  }

  @Override
  public void after(
      Operation operation, @Nullable Object result, boolean happened, @Nullable Object account) {
    throw failure();
  }

  @Override
  public void threadEnded(Operation start, Thread thread, @Nullable Object account) {
    throw failure();
  }

  @Override
  public @Nullable Refusal beforeTransfer(
      Resource resource, @Nullable Object target, @Nullable Object account) {
    throw failure();
  }

  @Override
  public void readThread(ThreadUse use) {
    throw failure();
  }

  @Override
  public void used(Object account, long cpuNanos, long allocated) {
    throw failure();
  }

  @Override
  public void transferred(Resource resource, long bytes, @Nullable Object account) {
    throw failure();
  }

  @Override
  public void transferred(
      Resource resource, long bytes, @Nullable Object account, @Nullable Object peer) {
    throw failure();
  }

  @Override
  public synchronized void failed(Operation operation, Throwable failure, boolean off) {
    if (off) {
      switchedOff.add(operation);
    }
    throw failure();
  }

  @Override
  public List<String> shutDown(String reason) {
    return List.of();
  }

  @Override
  public @Nullable String folder() {
    return null;
  }
}
