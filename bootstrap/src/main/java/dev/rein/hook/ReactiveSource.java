package dev.rein.hook;

import dev.rein.api.TaskRefusedException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * A source of RxJava's that does an agent's work when it is subscribed to: stands before the host's
 * source as the interface that RxJava wraps. The host may keep it beyond a detach.
 */
final class ReactiveSource implements InvocationHandler {
  private static final String RX = "io.reactivex.rxjava3.";

  private final Object source;
  private final Object work;

  private ReactiveSource(Object source, Object work) {
    this.source = source;
    this.work = work;
  }

  /**
   * Has work end with the source's subscription.
   *
   * @param work a {@link Work} that has begun, or what names the agent whose work begins with each
   *     subscription
   * @return the source itself when it is none that is known
   */
  static @Nullable Object of(@Nullable Object source, Object work) {
    HookHandler current = Hooks.handler();
    if (source == null || current == null) {
      return source;
    }
    CallGuard guard = CallGuard.current();
    guard.suspend();
    try {
      Class<?> type = rxType(source);
      if (type == null) {
        return source;
      }
      boolean many = type.getName().endsWith(".Flowable");
      String contract = many ? "org.reactivestreams.Publisher" : type.getName() + "Source";
      Class<?> wrapped = Class.forName(contract, false, type.getClassLoader());
      Object proxy =
          Proxy.newProxyInstance(
              wrapped.getClassLoader(), new Class<?>[] {wrapped}, new ReactiveSource(source, work));
      return type.getMethod(many ? "fromPublisher" : "wrap", wrapped).invoke(null, proxy);
    } catch (Throwable failure) {
      Hooks.report(current, Operation.AGENT, failure);
      return source;
    } finally {
      guard.resume();
    }
  }

  private static @Nullable Class<?> rxType(Object source) {
    Class<?> type = source.getClass();
    while (type != null
        && !type.getName().equals(RX + "core.Flowable")
        && !type.getName().equals(RX + "core.Maybe")
        && !type.getName().equals(RX + "core.Single")) {
      type = type.getSuperclass();
    }
    return type;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments == null || !method.getName().equals("subscribe")) {
      return ReactiveSignals.call(source, method, arguments);
    }
    Work begun;
    try {
      begun = work instanceof Work ready ? ready : begin();
    } catch (TaskRefusedException refused) {
      return ReactiveSignals.call(failed(refused), method, arguments);
    }
    if (begun == null) {
      return ReactiveSignals.call(source, method, arguments);
    }
    Object observer = ReactiveSignals.observer(begun, method.getParameterTypes()[0], arguments[0]);
    try {
      return ReactiveSignals.call(source, method, new Object[] {observer});
    } finally {
      begun.leftThread();
    }
  }

  private @Nullable Work begin() {
    return AgentHooks.enterNamed(work, null, null) instanceof Work begun ? begun : null;
  }

  /** A source of the same kind that fails. */
  private Object failed(TaskRefusedException refused) throws Throwable {
    Class<?> type = rxType(source);
    if (type == null) {
      throw refused;
    }
    try {
      return type.getMethod("error", Throwable.class).invoke(null, refused);
    } catch (ReflectiveOperationException unknownVersion) {
      throw refused;
    }
  }
}
