package dev.rein.agent;

import java.lang.ref.SoftReference;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An object of a library that the host brings along and Rein is not compiled against: its public
 * methods by name. What is known of a class is kept while the class lives and memory lasts; nothing
 * of it outlives a detach.
 */
final class LibraryObject {
  private static final Map<Class<?>, SoftReference<Shape>> SHAPES = new WeakHashMap<>();

  private final Object target;
  private final Shape shape;

  private LibraryObject(Object target) {
    this.target = target;
    this.shape = shapeOf(target.getClass());
  }

  static LibraryObject of(Object target) {
    return new LibraryObject(target);
  }

  Object target() {
    return target;
  }

  /** Whether it is of a type of this name, by whatever class loader. */
  boolean is(String type) {
    return shape.types.contains(type);
  }

  boolean has(String method) {
    return shape.method(method, 0) != null;
  }

  /** What a method without parameters, or with strings, returns. */
  @Nullable Object call(String method, String... arguments) {
    Method found = shape.method(method, arguments.length);
    if (found == null) {
      throw new IllegalStateException(target.getClass().getName() + " has no method " + method);
    }
    return invoke(found, (Object[]) arguments);
  }

  LibraryObject at(String method) {
    return of(Objects.requireNonNull(call(method), method));
  }

  int number(String method) {
    return call(method) instanceof Integer number ? number : 0;
  }

  /** Calls a method with one parameter that takes this. */
  void tell(String method, Object argument) {
    for (Method candidate : target.getClass().getMethods()) {
      if (candidate.getName().equals(method)
          && candidate.getParameterCount() == 1
          && candidate.getParameterTypes()[0].isInstance(argument)) {
        Object unused = invoke(candidate, argument);
        return;
      }
    }
    throw new IllegalStateException(target.getClass().getName() + " has no method " + method);
  }

  private @Nullable Object invoke(Method method, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(method + " failed", e);
    }
  }

  private static Shape shapeOf(Class<?> type) {
    synchronized (SHAPES) {
      SoftReference<Shape> kept = SHAPES.get(type);
      Shape shape = kept == null ? null : kept.get();
      if (shape == null) {
        shape = new Shape(type);
        SHAPES.put(type, new SoftReference<>(shape));
      }
      return shape;
    }
  }

  /** What is known of a class. */
  private static final class Shape {
    private final Set<String> types = ConcurrentHashMap.newKeySet();
    private final Map<String, Method> methods = new ConcurrentHashMap<>();

    Shape(Class<?> type) {
      add(type);
    }

    /** A public type's methods can be called on objects of a class that is not public. */
    private void add(@Nullable Class<?> type) {
      if (type == null || !types.add(type.getName())) {
        return;
      }
      for (Method method : type.getDeclaredMethods()) {
        if (takesStrings(method) && (isAccessible(method) || method.trySetAccessible())) {
          methods.putIfAbsent(method.getName() + "/" + method.getParameterCount(), method);
        }
      }
      add(type.getSuperclass());
      for (Class<?> each : type.getInterfaces()) {
        add(each);
      }
    }

    private static boolean isAccessible(Method method) {
      Class<?> type = method.getDeclaringClass();
      return Modifier.isPublic(method.getModifiers() & type.getModifiers())
          && type.getModule().isExported(type.getPackageName());
    }

    private static boolean takesStrings(Method method) {
      for (Class<?> parameter : method.getParameterTypes()) {
        if (parameter != String.class) {
          return false;
        }
      }
      return true;
    }

    @Nullable Method method(String name, int parameters) {
      return methods.get(name + "/" + parameters);
    }
  }
}
