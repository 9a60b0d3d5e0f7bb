package dev.rein.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.api.TaskRefusedException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A handler that knows agents only: their accounts are their names, a slash between, and it keeps
 * what has begun and ended. Method {@code a.B.run} is the work of {@code b}; threads called {@code
 * x-…} are agent {@code x}.
 */
final class Crew extends HookHandler {
  static final Refusal NO = Refusal.atLimit("jvm", "subtasks.spawned", 1, 1, "wait");

  final List<String> log = new ArrayList<>();
  final List<Throwable> failures = new ArrayList<>();
  private final Map<String, String> accounts = new ConcurrentHashMap<>();

  /** What each account's threads have used. */
  final Map<String, Long> used = new ConcurrentHashMap<>();

  /** What the thread at hand has used so far, as the next reading tells it. */
  long cpuNanos;

  int asked;
  boolean refuses;
  boolean fails;

  @Override
  public Object agent(@Nullable Object parent, String name) {
    asked++;
    String above = parent == null ? null : (String) JobAccount.plain(parent);
    above = above == null || above.isEmpty() ? null : above;
    if (above != null && above.substring(above.lastIndexOf('/') + 1).equals(name)) {
      return above;
    }
    // The same object each time.
    return accounts.computeIfAbsent(above == null ? name : above + "/" + name, id -> id);
  }

  @Override
  public Object beginAgent(@Nullable Object parent, String name) {
    if (refuses) {
      return NO;
    }
    Object account = agent(parent, name);
    log.add("begin " + account);
    return account;
  }

  @Override
  public void endAgent(Object account, @Nullable Object parent, Object run) {
    log.add("end " + JobAccount.plain(account));
  }

  @Override
  public @Nullable String agentOfMethod(String method) {
    if (fails) {
      throw new IllegalStateException("Rein fails");
    }
    String type = AgentHooksTest.typeOf(method);
    return type.equals("Nobody") ? null : type.toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public @Nullable String nameOfAgent(
      Object named, @Nullable Object worker, @Nullable Method method) {
    return named instanceof String name ? name : null;
  }

  @Override
  public @Nullable String nameOfTool(Object named) {
    if (fails) {
      throw new IllegalStateException("Rein fails");
    }
    return named instanceof String name ? name : null;
  }

  @Override
  public int hashOfArguments(Object named, @Nullable Object arguments) {
    return arguments == null ? 0 : arguments.hashCode();
  }

  @Override
  public boolean isFailureOfTool(Object returned) {
    return returned.equals("error");
  }

  @Override
  public @Nullable Object refusedTool(Object named, TaskRefusedException refused) {
    return named.equals("executor") ? "stand-in" : null;
  }

  @Override
  public @Nullable Refusal beforeTool(String tool, int argumentsHash, @Nullable Object account) {
    log.add("tool " + tool + " " + argumentsHash + " of " + account);
    return refuses ? NO : null;
  }

  @Override
  public void afterTool(String tool, boolean failed, long nanos, @Nullable Object account) {
    log.add((failed ? "failed " : "done ") + tool + " of " + account);
  }

  @Override
  public @Nullable String agentOfThread(String threadName) {
    asked++;
    int dash = threadName.indexOf('-');
    return dash < 1 ? null : threadName.substring(0, dash);
  }

  @Override
  public @Nullable Object api(Object[] call, @Nullable Object account) {
    return null;
  }

  @Override
  public @Nullable Refusal before(
      Operation operation, @Nullable Object target, @Nullable Object account) {
    return null;
  }

  @Override
  public void after(
      Operation operation, @Nullable Object result, boolean happened, @Nullable Object account) {}

  @Override
  public Object opener(@Nullable Object account) {
    return account == null ? "" : account;
  }

  @Override
  public void closed(Object opener) {}

  @Override
  public void answered(
      @Nullable Object request,
      @Nullable Object answer,
      boolean happened,
      @Nullable Object account,
      @Nullable Object exchange) {}

  @Override
  public Object receiver(Object exchange, Object receiver) {
    return receiver;
  }

  @Override
  public void onBody(
      BodyStep step,
      Object body,
      @Nullable Object content,
      int offset,
      int count,
      @Nullable Object exchange) {}

  @Override
  public @Nullable Refusal onHttp(
      HttpStep step, Object part, @Nullable Object content, @Nullable Object account) {
    return null;
  }

  @Override
  public void fail(@Nullable Object failing, IoRefusedException refusal) {}

  @Override
  public void threadEnded(Operation start, Thread thread, @Nullable Object account) {}

  @Override
  public @Nullable Refusal beforeTransfer(
      Resource resource, @Nullable Object target, @Nullable Object account) {
    return null;
  }

  @Override
  public void readThread(ThreadUse use) {
    use.read(this, cpuNanos, cpuNanos / 1000);
  }

  @Override
  public void used(Object account, long moreCpuNanos, long allocated) {
    used.merge((String) account, moreCpuNanos, Long::sum);
  }

  @Override
  public void transferred(Resource resource, long bytes, @Nullable Object account) {}

  @Override
  public void transferred(
      Resource resource, long bytes, @Nullable Object account, @Nullable Object peer) {}

  @Override
  public void failed(Operation operation, Throwable failure, boolean switchedOff) {
    failures.add(failure);
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
