package dev.rein.it.host;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls what came after JDK 17; throws what the call throws. */
final class Later {
  private Later() {}

  static Object call(Class<?> type, String name) throws Throwable {
    return invoke(type.getMethod(name), null);
  }

  static Object call(Class<?> type, String name, Class<?> parameter, Object argument)
      throws Throwable {
    return invoke(type.getMethod(name, parameter), null, argument);
  }

  static Object callOn(
      Object target, Class<?> type, String name, Class<?> parameter, Object argument)
      throws Throwable {
    return invoke(type.getMethod(name, parameter), target, argument);
  }

  private static Object invoke(Method method, @Nullable Object target, Object... arguments)
      throws Throwable {
    try {
      return Objects.requireNonNull(method.invoke(target, arguments));
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
