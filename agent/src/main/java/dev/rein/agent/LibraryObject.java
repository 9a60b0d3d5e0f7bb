package dev.rein.agent;

import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
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

  /** Calls a method with parameters that take these, and returns what it returns. */
  @Nullable Object tell(String method, Object... arguments) {
    Method found = shape.taking(target.getClass(), method, arguments);
    if (found == null) {
      throw new IllegalStateException(target.getClass().getName() + " has no method " + method);
    }
    return invoke(found, arguments);
  }

  /** The name of the class that a method without parameters comes from; null when it has none. */
  @Nullable String declares(String method) {
    Method found = shape.method(method, 0);
    return found == null ? null : found.getDeclaringClass().getName();
  }

  long amount(String method) {
    return call(method) instanceof Long amount ? amount : -1;
  }

  boolean holds(String method) {
    return Boolean.TRUE.equals(call(method));
  }

  /** What a field of its very class holds; null when there is none or it cannot be read. */
  @Nullable Object field(String name) {
    try {
      Field field = target.getClass().getDeclaredField(name);
      return field.trySetAccessible() ? field.get(target) : null;
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Makes an object of another type of the same library. */
  LibraryObject make(String type) {
    try {
      Class<?> made = Class.forName(type, true, target.getClass().getClassLoader());
      return of(made.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no " + type + " can be made", e);
    }
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

    /** Kept by the arguments' classes too, as a library's methods may share a name. */
    @Nullable Method taking(Class<?> type, String name, Object[] arguments) {
      StringBuilder key = new StringBuilder(name);
      for (Object argument : arguments) {
        key.append('/').append(argument.getClass().getName());
      }
      return methods.computeIfAbsent(key.toString(), unused -> find(type, name, arguments));
    }

    private static @Nullable Method find(Class<?> type, String name, Object[] arguments) {
      for (Class<?> each = type; each != null; each = each.getSuperclass()) {
        for (Method method : each.getDeclaredMethods()) {
          if (method.getName().equals(name)
              && takes(method.getParameterTypes(), arguments)
              && (isAccessible(method) || method.trySetAccessible())) {
            return method;
          }
        }
      }
      return null;
    }

    private static boolean takes(Class<?>[] parameters, Object[] arguments) {
      if (parameters.length != arguments.length) {
        return false;
      }
      for (int i = 0; i < parameters.length; i++) {
        if (!parameters[i].isInstance(arguments[i])
            && !(parameters[i] == long.class && arguments[i] instanceof Long)) {
          return false;
        }
      }
      return true;
    }
  }
}
