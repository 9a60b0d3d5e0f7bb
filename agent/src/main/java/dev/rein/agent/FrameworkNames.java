package dev.rein.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the frameworks of LLM agents call an agent or a tool, read from their own objects by the
 * methods that these have. Of what a tool is given only a hash leaves.
 */
final class FrameworkNames {
  private static final int LONGEST = 200;

  /** Its own interfaces are parts of an agent, such as a supervisor's planner. */
  private static final String OF_LANGCHAIN4J = "dev.langchain4j.";

  private FrameworkNames() {}

  /** See {@link dev.rein.hook.HookHandler#nameOfAgent}. */
  static @Nullable String ofAgent(Object named, @Nullable Object worker, @Nullable Method method) {
    if (method != null && worker != null && !isWork(method, worker)) {
      return null;
    }
    if (named instanceof String name) {
      return clean(name);
    }
    if (Proxy.isProxyClass(named.getClass())) {
      return ofService(named.getClass().getInterfaces()[0]);
    }
    if (field(named, "aiServiceClass") instanceof Class<?> service) {
      return ofService(service);
    }
    LibraryObject object = LibraryObject.of(named);
    if (object.has("getAgent")) {
      return clean(object.at("getAgent").call("getName"));
    }
    return clean(object.has("name") ? object.call("name") : field(named, "name"));
  }

  /** Not so for {@code toString}, nor for what a framework asks its own proxies. */
  private static boolean isWork(Method method, Object worker) {
    Class<?> declaring = method.getDeclaringClass();
    return declaring != Object.class
        && (!declaring.getName().startsWith(OF_LANGCHAIN4J)
            || declaring == worker.getClass().getInterfaces()[0]);
  }

  private static @Nullable String ofService(Class<?> type) {
    return type.getName().startsWith(OF_LANGCHAIN4J) ? null : clean(type.getSimpleName());
  }

  /** Where a framework's own code sees the field, and no method tells it; null when unknown. */
  private static @Nullable Object field(Object object, String name) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      try {
        Field field = type.getDeclaredField(name);
        return field.trySetAccessible() ? field.get(object) : null;
      } catch (NoSuchFieldException above) {
        // Maybe its superclass has it.
      } catch (IllegalAccessException otherVersion) {
        return null;
      }
    }
    return null;
  }

  /** See {@link dev.rein.hook.HookHandler#nameOfTool}. */
  static @Nullable String ofTool(Object named) {
    LibraryObject object = LibraryObject.of(named);
    if (object.has("getToolDefinition")) {
      return clean(object.at("getToolDefinition").call("name"));
    }
    return clean(object.call(object.has("name") ? "name" : "getName"));
  }

  /** See {@link dev.rein.hook.HookHandler#hashOfArguments}. */
  static int hash(Object named, @Nullable Object arguments) {
    LibraryObject object = LibraryObject.of(named);
    Object given = arguments;
    if (given == null) {
      given = object.call(object.has("arguments") ? "arguments" : "getArguments");
    }
    if (!(given instanceof String) && !(given instanceof Map<?, ?>)) {
      return System.identityHashCode(given);
    }
    try {
      return given.hashCode();
    } catch (RuntimeException | StackOverflowError ofTheHosts) {
      // A map may hold whatever the program has put there, itself too.
      return System.identityHashCode(given);
    }
  }

  /** One line of no more than so many characters; null when nothing is left. */
  private static @Nullable String clean(@Nullable Object name) {
    if (!(name instanceof String text)) {
      return null;
    }
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      clean.append(Character.isISOControl(c) ? '_' : c);
    }
    String stripped = clean.toString().strip();
    return stripped.isEmpty() ? null : stripped;
  }
}
