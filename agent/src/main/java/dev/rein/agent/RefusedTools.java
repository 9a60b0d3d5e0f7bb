package dev.rein.agent;

import dev.rein.api.TaskRefusedException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a refused call of a tool fails in each framework: as a tool that has failed does. */
final class RefusedTools {
  private static final String EXECUTOR = "dev.langchain4j.service.tool.ToolExecutor";
  private static final Set<String> EXECUTORS = Set.of(EXECUTOR, "com.embabel.agent.api.tool.Tool");
  private static final String SPRING_TOOL = "org.springframework.ai.tool.ToolCallback";
  private static final String SPRING_FAILURE =
      "org.springframework.ai.tool.execution.ToolExecutionException";
  private static final String SPRING_DEFINITION =
      "org.springframework.ai.tool.definition.ToolDefinition";

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
    if (EXECUTORS.contains(contract.getName())) {
      return standIn(named, contract, refused);
    }
    if (contract.getName().equals(SPRING_TOOL)) {
      ClassLoader loader = contract.getClassLoader();
      return loader
          .loadClass(SPRING_FAILURE)
          .getConstructor(loader.loadClass(SPRING_DEFINITION), Throwable.class)
          .newInstance(LibraryObject.of(named).call("getToolDefinition"), refused);
    }
    for (Class<?> above : contract.getInterfaces()) {
      Object form = of(named, above, refused);
      if (form != null) {
        return form;
      }
    }
    return null;
  }

  /** Lives no longer than the call. */
  private static Object standIn(Object tool, Class<?> contract, TaskRefusedException refused) {
    return Proxy.newProxyInstance(
        contract.getClassLoader(),
        new Class<?>[] {contract},
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute") || method.getName().equals("call")) {
            // LangChain4j hands the cause to whoever deals with errors of tools.
            throw contract.getName().equals(EXECUTOR)
                ? new IllegalStateException(refused.getMessage(), refused)
                : refused;
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
