package dev.rein.it.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A method of a JDK and what it calls. */
final class CodeMethod {
  /**
   * A call in the code.
   *
   * @param exact whether no other method than the one named can be meant
   */
  record Call(String owner, String signature, boolean exact) {}

  private final String id;
  private final String owner;
  private final String signature;
  private final int access;
  private final Set<Call> calls = new LinkedHashSet<>();
  private final List<String> made = new ArrayList<>();

  CodeMethod(String owner, String name, String descriptor, int access) {
    this.owner = owner;
    this.signature = name + descriptor;
    this.access = access;
    this.id = owner.replace('/', '.') + "." + name + parameters(descriptor);
  }

  private static String parameters(String descriptor) {
    List<String> names = new ArrayList<>();
    for (Type type : Type.getArgumentTypes(descriptor)) {
      names.add(type.getClassName());
    }
    return "(" + String.join(",", names) + ")";
  }

  void addCall(String to, String calledSignature, boolean exact) {
    calls.add(new Call(to, calledSignature, exact));
  }

  /** An object of this class is made, whose one method somebody else will call. */
  void addMade(String type) {
    made.add(type);
  }

  /** As hooks are named: {@code java.io.File.delete()}. */
  String id() {
    return id;
  }

  String owner() {
    return owner;
  }

  String signature() {
    return signature;
  }

  Set<Call> calls() {
    return calls;
  }

  List<String> made() {
    return made;
  }

  boolean isNative() {
    return (access & Opcodes.ACC_NATIVE) != 0;
  }

  boolean isPublic() {
    return (access & Opcodes.ACC_PUBLIC) != 0;
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  @Override
  public String toString() {
    return id;
  }
}
