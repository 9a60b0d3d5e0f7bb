package dev.rein.instrumentation;

import java.lang.instrument.ClassFileTransformer;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Looks, in the class files that a retransformation hands over, for references to the hooks. Whole
 * class files cannot be compared: JDK 17 hands over a rebuilt view without stack maps.
 */
final class ReferenceSearch implements ClassFileTransformer {
  private static final String HOOKS = "dev/rein/hook/";

  private final Set<String> types;
  private final List<String> found = new CopyOnWriteArrayList<>();

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
    if (internalName != null) {
      String type = internalName.replace('/', '.');
      if (types.contains(type)
          && new String(classFile, StandardCharsets.ISO_8859_1).contains(HOOKS)) {
        found.add(type);
      }
    }
    return null;
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
