package dev.rein.instrumentation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which classes are hooked, and ready-woven class files for those of the JDK, where there are any.
 * It can be written to a file and read back, which takes a fraction of the time that weaving does.
 */
final class HookPlan {
  private final Map<String, HookedType> types = new LinkedHashMap<>();
  private final Map<String, WovenClass> woven = new LinkedHashMap<>();

  /** A plan for these hooks, with nothing woven yet. */
  static HookPlan of(List<HookSpec> hooks) {
    Map<String, List<HookSpec>> byType = new LinkedHashMap<>();
    for (HookSpec hook : hooks) {
      byType.computeIfAbsent(hook.type(), type -> new ArrayList<>()).add(hook);
    }
    HookPlan plan = new HookPlan();
    byType.forEach((type, on) -> plan.add(HookedType.of(type, on)));
    return plan;
  }

  private void add(HookedType type) {
    types.put(type.name(), type);
  }

  void add(WovenClass ready) {
    woven.put(ready.type(), ready);
  }

  Collection<HookedType> types() {
    return types.values();
  }

  @Nullable HookedType type(String name) {
    return types.get(name);
  }

  /** The woven class file of a class of the JDK, if there is one. */
  @Nullable WovenClass woven(String type) {
    return woven.get(type);
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(types.size());
    for (HookedType type : types.values()) {
      writeText(type.name(), out);
      out.writeBoolean(type.ofJdk());
      out.writeInt(type.hooks().size());
      for (HookedType.Hook hook : type.hooks()) {
        writeText(hook.area(), out);
        writeText(hook.id(), out);
        writeText(hook.group().equals(hook.id()) ? "" : hook.group(), out);
      }
    }
    out.writeInt(woven.size());
    for (WovenClass ready : woven.values()) {
      write(ready, out);
    }
  }

  static HookPlan read(DataInputStream in) throws IOException {
    HookPlan plan = new HookPlan();
    for (int i = in.readInt(); i > 0; i--) {
      plan.add(new HookedType(readText(in), in.readBoolean(), readHooks(in)));
    }
    for (int i = in.readInt(); i > 0; i--) {
      plan.add(readWoven(in));
    }
    return plan;
  }

  private static List<HookedType.Hook> readHooks(DataInputStream in) throws IOException {
    List<HookedType.Hook> hooks = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      String area = readText(in);
      String id = readText(in);
      String group = readText(in);
      hooks.add(new HookedType.Hook(area, id, group.isEmpty() ? id : group));
    }
    return hooks;
  }

  static void write(WovenClass ready, DataOutputStream out) throws IOException {
    writeText(ready.type(), out);
    out.writeLong(ready.source());
    writeNames(ready.hooks(), out);
    out.writeInt(ready.bytes().length);
    out.write(ready.bytes());
  }

  static WovenClass readWoven(DataInputStream in) throws IOException {
    String type = readText(in);
    long source = in.readLong();
    List<String> hooks = readNames(in);
    byte[] bytes = in.readNBytes(in.readInt());
    return new WovenClass(type, source, hooks, bytes);
  }

  private static void writeNames(List<String> names, DataOutputStream out) throws IOException {
    out.writeInt(names.size());
    for (String name : names) {
      writeText(name, out);
    }
  }

  private static List<String> readNames(DataInputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = in.readInt(); i > 0; i--) {
      names.add(readText(in));
    }
    return names;
  }

  /** Names in Java's own code are ASCII; {@code readUTF} takes thrice as long before it is warm. */
  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.ISO_8859_1);
  }
}
