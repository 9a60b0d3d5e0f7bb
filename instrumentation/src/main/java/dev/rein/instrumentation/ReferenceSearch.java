package dev.rein.instrumentation;

import dev.rein.hook.Hooks;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Looks, in the class files that a retransformation hands over, for code that calls the hooks.
 * Whole class files cannot be compared: what a JVM hands over is its own rebuilt view, on JDK 17
 * without stack maps, on JDK 25 with the constants of what was woven before.
 */
final class ReferenceSearch implements ClassFileTransformer {
  private static final String HOOKS = Hooks.class.getPackageName().replace('.', '/') + "/";

  private final Set<String> types;
  private final Set<String> clean = ConcurrentHashMap.newKeySet();

  /**
   * @param types binary names of the classes to look at
   */
  ReferenceSearch(Set<String> types) {
    this.types = types;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String internalName,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (internalName != null && types.contains(internalName.replace('/', '.'))) {
      CodeVisitor visitor = new CodeVisitor();
      OpenedClassReader.of(classFile)
          .accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      if (!visitor.callsHooks) {
        clean.add(internalName.replace('/', '.'));
      }
    }
    return null;
  }

  /** True when the class was looked at and calls no hook. */
  boolean isClean(String type) {
    return clean.contains(type);
  }

  private static final class CodeVisitor extends ClassVisitor {
    private boolean callsHooks;

    CodeVisitor() {
      super(OpenedClassReader.ASM_API);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(OpenedClassReader.ASM_API) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String methodDescriptor, boolean isInterface) {
          callsHooks |= owner.startsWith(HOOKS);
        }
      };
    }
  }
}
