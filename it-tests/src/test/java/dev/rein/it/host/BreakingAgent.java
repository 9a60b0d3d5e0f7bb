package dev.rein.it.host;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** Another agent, one that makes a class of the JDK unreadable when it is transformed anew. */
public final class BreakingAgent {
  private BreakingAgent() {}

  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new Breaking(), true);
  }

  private static final class Breaking implements ClassFileTransformer {
    @Override
    public byte @Nullable [] transform(
        @Nullable ClassLoader loader,
        @Nullable String name,
        @Nullable Class<?> redefined,
        @Nullable ProtectionDomain domain,
        byte[] classFile) {
      return redefined != null && "java/io/RandomAccessFile".equals(name)
          ? new byte[] {1, 2, 3}
          : null;
    }
  }
}
