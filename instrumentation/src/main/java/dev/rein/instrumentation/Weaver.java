package dev.rein.instrumentation;

import dev.rein.api.Refusal;
import dev.rein.instrumentation.context.AgentMethodInstrumentation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice into class files with Byte Buddy. Only bodies of methods change, never the shape of
 * a class, so that loaded classes can be redefined. May be used by several threads.
 */
final class Weaver {
  private final ClassFileLocator adviceLocator =
      ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());

  /**
   * Not by reflection, which loads what the advice names: maybe the class that is being woven. What
   * lies on the bootstrap side has no class file to be found.
   */
  private final TypePool adviceTypes =
      new TypePool.Default.WithLazyResolution(
          new TypePool.CacheProvider.Simple(),
          adviceLocator,
          TypePool.Default.ReaderMode.FAST,
          new TypePool.Explicit(
              Map.of(Refusal.class.getName(), TypeDescription.ForLoadedType.of(Refusal.class))));

  private final Map<Class<?>, Advice> advices = new ConcurrentHashMap<>();
  private final ByteBuddy byteBuddy =
      new ByteBuddy()
          .with(TypeValidation.DISABLED)
          .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
          .with(Implementation.Context.Disabled.Factory.INSTANCE)
          .ignore(ElementMatchers.none());

  /**
   * Weaves.
   *
   * @param loader of the type, where other types that its methods name are looked up
   * @param classFile of the type the hooks are on
   * @param matched is told each hook whose method was found
   * @return the woven class file
   */
  byte[] weave(
      @Nullable ClassLoader loader,
      String type,
      byte[] classFile,
      List<HookSpec> hooks,
      Consumer<HookSpec> matched) {
    ClassFileLocator locator = locator(loader, type, classFile);
    TypeDescription description = describe(type, locator);
    AsmVisitorWrapper.ForDeclaredMethods methods = new AsmVisitorWrapper.ForDeclaredMethods();
    for (HookSpec hook : hooks) {
      ElementMatcher<MethodDescription> matcher = method -> matches(hook, method);
      if (isMeant(hook, description)
          && !description.getDeclaredMethods().filter(matcher).isEmpty()) {
        methods = methods.invokable(matcher, advice(hook.advice()));
        matched.accept(hook);
      }
    }
    return byteBuddy.redefine(description, locator).visit(methods).make().getBytes();
  }

  /**
   * Weaves an agent's begin and end into methods.
   *
   * @param methods by their names what they are configured as; of all parameters
   */
  byte[] weaveAgents(
      @Nullable ClassLoader loader, String type, byte[] classFile, Map<String, String> methods) {
    ClassFileLocator locator = locator(loader, type, classFile);
    AsmVisitorWrapper.ForDeclaredMethods woven = new AsmVisitorWrapper.ForDeclaredMethods();
    for (String configured : methods.values()) {
      Advice advice =
          Advice.withCustomMapping()
              .bind(AgentMethodInstrumentation.Configured.class, configured)
              .to(
                  adviceTypes.describe(AgentMethodInstrumentation.advice().getName()).resolve(),
                  adviceLocator);
      woven = woven.method(method -> isWorkOfAgent(method, type, configured), advice);
    }
    return byteBuddy.redefine(describe(type, locator), locator).visit(woven).make().getBytes();
  }

  /** The same that {@link AgentTypes#matches} goes by. */
  private static boolean isWorkOfAgent(MethodDescription method, String type, String configured) {
    return method.getInternalName().equals(AgentTypes.nameOf(configured))
        && !method.isNative()
        && !method.isAbstract()
        && (type.equals(AgentTypes.typeOf(configured))
            || (!method.isStatic() && !method.isPrivate()));
  }

  private static ClassFileLocator locator(
      @Nullable ClassLoader loader, String type, byte[] classFile) {
    return new ClassFileLocator.Compound(
        ClassFileLocator.Simple.of(type, classFile),
        loader == null
            ? ClassFileLocator.ForClassLoader.ofPlatformLoader()
            : ClassFileLocator.ForClassLoader.of(loader));
  }

  private static TypeDescription describe(String type, ClassFileLocator locator) {
    return TypePool.Default.WithLazyResolution.of(locator).describe(type).resolve();
  }

  /** Many hooks share one; reading it takes a tenth of a start if each does. */
  private Advice advice(Class<?> type) {
    return advices.computeIfAbsent(
        type, any -> Advice.to(adviceTypes.describe(type.getName()).resolve(), adviceLocator));
  }

  private static boolean isMeant(HookSpec hook, TypeDescription type) {
    String implemented = hook.implemented();
    return implemented == null
        || type.getInterfaces().asErasures().stream()
            .anyMatch(each -> each.getName().equals(implemented));
  }

  private static boolean matches(HookSpec hook, MethodDescription method) {
    if (!method.getInternalName().equals(hook.method())
        || method.isNative()
        || method.isAbstract()
        || method.getParameters().size() != hook.parameters().size()) {
      return false;
    }
    List<TypeDescription> types = method.getParameters().asTypeList().asErasures();
    for (int i = 0; i < types.size(); i++) {
      if (!nameOf(types.get(i)).equals(hook.parameters().get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String nameOf(TypeDescription type) {
    TypeDescription component = type.getComponentType();
    return component == null ? type.getName() : nameOf(component) + "[]";
  }
}
