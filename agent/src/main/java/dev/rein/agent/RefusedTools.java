package dev.rein.agent;

import dev.rein.api.TaskRefusedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** How a refused call of a tool fails in each framework: as a tool that has failed does. */
final class RefusedTools {
  private RefusedTools() {}

  /** See {@link dev.rein.hook.HookHandler#refusedTool}. */
  static @Nullable Object of(Object named, TaskRefusedException refused)
      throws ReflectiveOperationException {
    for (Class<?> type = named.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("com.google.adk.tools.BaseTool")) {
        return type.getClassLoader()
            .loadClass("io.reactivex.rxjava3.core.Maybe")
            .getMethod("error", Throwable.class)
            .invoke(null, refused);
      }
      for (Class<?> contract : type.getInterfaces()) {
        Object form = of(named, contract, refused);
        if (form != null) {
          return form;
        }
      }
    }
    return null;
  }

  private static @Nullable Object of(Object named, Class<?> contract, TaskRefusedException refused)
      throws ReflectiveOperationException {
    switch (contract.getName()) {
      case "dev.langchain4j.service.tool.ToolExecutor" -> {
        // It hands the cause to whoever deals with errors of tools.
        return standIn(named, contract, new IllegalStateException(refused.getMessage(), refused));
      }
      case "com.embabel.agent.api.tool.Tool" -> {
        return standIn(named, contract, refused);
      }
      case "org.springframework.ai.tool.ToolCallback" -> {
        return standIn(named, contract, springFailure(named, contract.getClassLoader(), refused));
      }
      default -> {
        for (Class<?> above : contract.getInterfaces()) {
          Object form = of(named, above, refused);
          if (form != null) {
            return form;
          }
        }
        return null;
      }
    }
  }

  /** Spring AI tells the model of this one only. */
  private static Throwable springFailure(
      Object tool, ClassLoader loader, TaskRefusedException refused)
      throws ReflectiveOperationException {
    return (Throwable)
        loader
            .loadClass("org.springframework.ai.tool.execution.ToolExecutionException")
            .getConstructor(
                loader.loadClass("org.springframework.ai.tool.definition.ToolDefinition"),
                Throwable.class)
            .newInstance(LibraryObject.of(tool).call("getToolDefinition"), refused);
  }

  /** What fails where the tool would run, and is the tool otherwise; lives as long as the call. */
  private static Object standIn(Object tool, Class<?> contract, Throwable failure) {
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute") || method.getName().equals("call")) {
            throw failure;
          }
          return pass(method, tool, arguments);
        });
  }

  private static @Nullable Object pass(Method method, Object tool, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(tool, arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getCause() == null ? thrown : thrown.getCause();
    }
  }

  /** See {@link dev.rein.hook.HookHandler#isFailureOfTool}. */
  static boolean isFailure(Object returned) {
    LibraryObject object = LibraryObject.of(returned);
    if (object.has("isError")) {
      return Boolean.TRUE.equals(object.call("isError"));
    }
    Object result = object.has("getFirst") ? object.call("getFirst") : null;
    return result != null && result.getClass().getName().endsWith("Tool$Result$Error");
  }
}
