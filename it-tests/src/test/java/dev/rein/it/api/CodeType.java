package dev.rein.it.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** A class of a JDK: its supertypes and its methods. */
final class CodeType extends ClassVisitor {
  private final Map<String, CodeMethod> methods = new LinkedHashMap<>();
  private final List<String> supertypes = new ArrayList<>();
  private final List<CodeType> subtypes = new ArrayList<>();
  private String name = "";
  private boolean open;

  CodeType() {
    super(OpenedClassReader.ASM_API);
  }

  /** Internal name: {@code java/io/File}. */
  String name() {
    return name;
  }

  /** Superclass first. */
  List<String> supertypes() {
    return supertypes;
  }

  List<CodeType> subtypes() {
    return subtypes;
  }

  Map<String, CodeMethod> methods() {
    return methods;
  }

  /** Whether a program can name it. */
  boolean isOpen() {
    return open;
  }

  @Override
  public void visit(
      int version,
      int access,
      String typeName,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    name = typeName;
    open = (access & Opcodes.ACC_PUBLIC) != 0;
    if (superName != null) {
      supertypes.add(superName);
    }
    supertypes.addAll(interfaces == null ? List.of() : List.of(interfaces));
  }

  @Override
  public void visitInnerClass(
      String inner, @Nullable String outer, @Nullable String simpleName, int access) {
    if (inner.equals(name)) {
      int visible = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;
      open = (access & visible) != 0 && simpleName != null;
    }
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String methodName,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    CodeMethod method = new CodeMethod(name, methodName, descriptor, access);
    methods.put(method.signature(), method);
    return new CallVisitor(method);
  }

  private static final class CallVisitor extends MethodVisitor {
    private final CodeMethod method;

    CallVisitor(CodeMethod method) {
      super(OpenedClassReader.ASM_API);
      this.method = method;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String called, String descriptor, boolean isInterface) {
      boolean exact = opcode == Opcodes.INVOKESPECIAL || opcode == Opcodes.INVOKESTATIC;
      method.addCall(owner, called + descriptor, exact);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW) {
        method.addMade(type);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String called, String descriptor, Handle bootstrap, Object... arguments) {
      for (Object argument : arguments) {
        if (argument instanceof Handle handle) {
          boolean exact =
              handle.getTag() == Opcodes.H_INVOKESTATIC
                  || handle.getTag() == Opcodes.H_INVOKESPECIAL
                  || handle.getTag() == Opcodes.H_NEWINVOKESPECIAL;
          method.addCall(handle.getOwner(), handle.getName() + handle.getDesc(), exact);
        }
      }
    }
  }
}
