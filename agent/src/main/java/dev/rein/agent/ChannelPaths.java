package dev.rein.agent;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which file a channel of the JDK's has open, from the number of its descriptor. Needs
 * what {@link ModuleAccess} opens, and Linux.
 */
final class ChannelPaths {
  private final Instrumentation instrumentation;
  private volatile boolean granted;

  ChannelPaths(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** The path, or null where nobody knows. */
  @Nullable String of(Object channel) {
    try {
      if (!granted) {
        // The ledger, which needs it too, may not have begun yet.
        ModuleAccess.grant(instrumentation);
        granted = true;
      }
      FileDescriptor descriptor = descriptor(channel);
      if (descriptor == null) {
        return null;
      }
      Field number = FileDescriptor.class.getDeclaredField("fd");
      number.setAccessible(true);
      return Files.readSymbolicLink(Path.of("/proc/self/fd", number.get(descriptor).toString()))
          .toString();
    } catch (IOException | ReflectiveOperationException | RuntimeException unknown) {
      return null;
    }
  }

  private static @Nullable FileDescriptor descriptor(Object channel)
      throws ReflectiveOperationException {
    for (Class<?> type = channel.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getType() == FileDescriptor.class) {
          field.setAccessible(true);
          return (FileDescriptor) field.get(channel);
        }
      }
    }
    return null;
  }
}
