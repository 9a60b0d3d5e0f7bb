package dev.rein.hook;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a subscription's two sides: what goes down is for whoever asked for the work, what
 * comes up is part of the work, on whichever threads; and the work is over with the last signal.
 */
final class ReactiveSignals implements InvocationHandler {
  private final Work work;
  private final Object target;
  private final boolean up;

  private ReactiveSignals(Work work, Object target, boolean up) {
    this.work = work;
    this.target = target;
    this.up = up;
  }

  /** What a source tells of its results instead of the observer. */
  static Object observer(Work work, Class<?> type, Object observer) {
    return proxy(type, new ReactiveSignals(work, observer, false));
  }

  private static Object proxy(Class<?> type, ReactiveSignals signals) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, signals);
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    boolean last = false;
    Object[] passed = arguments;
    if (up) {
      last = name.equals("cancel") || name.equals("dispose");
    } else if (name.equals("onSubscribe") && arguments != null) {
      Class<?> type = method.getParameterTypes()[0];
      passed = new Object[] {proxy(type, new ReactiveSignals(work, arguments[0], true))};
    } else {
      last = name.startsWith("on") && !name.equals("onNext");
    }
    if (last && !up) {
      work.over(name.equals("onError"));
    }
    try {
      return callFor(up ? work.account() : work.parent(), method, passed);
    } finally {
      if (last && up) {
        work.over(true);
      }
    }
  }

  private @Nullable Object callFor(
      @Nullable Object account, Method method, Object @Nullable [] arguments) throws Throwable {
    CallGuard guard = CallGuard.current();
    Object before = guard.ownAccount();
    boolean ofTask = guard.isAccountOfTask();
    if (before == account) {
      return call(target, method, arguments);
    }
    guard.setAccount(account);
    try {
      return call(target, method, arguments);
    } finally {
      if (ofTask) {
        guard.setTaskAccount(before);
      } else {
        guard.setAccount(before);
      }
    }
  }

  /** Calls a method of the host's; what it throws is thrown. */
  static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }
}
