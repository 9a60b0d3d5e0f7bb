package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.IoRefusedException;
import dev.rein.api.Resource;
import dev.rein.hook.FileBytes;
import dev.rein.instrumentation.HookSpec;
import java.io.FileDescriptor;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of {@code FileChannel}. A transfer may read and write by the channel's own methods or go to
 * the system in one call, so it is counted as a whole; the other end of a transfer between two
 * files is not seen when the system does it. What is mapped is counted when it is, the whole size.
 */
public final class FileChannelInstrumentation {
  private FileChannelInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.ch.FileChannelImpl";
    String buffer = "java.nio.ByteBuffer";
    String buffers = "java.nio.ByteBuffer[]";
    String sink = "java.nio.channels.WritableByteChannel";
    String source = "java.nio.channels.ReadableByteChannel";
    return List.of(
        hook(type, "read", BytesAdvice.Read.class, buffer),
        hook(type, "read", BytesAdvice.Read.class, buffer, "long"),
        hook(type, "read", BytesAdvice.Read.class, buffers, "int", "int"),
        hook(type, "write", BytesAdvice.Write.class, buffer),
        hook(type, "write", BytesAdvice.Write.class, buffer, "long"),
        hook(type, "write", BytesAdvice.Write.class, buffers, "int", "int"),
        hook(type, "transferTo", TransferToAdvice.class, "long", "long", sink),
        hook(type, "transferFrom", TransferFromAdvice.class, source, "long", "long"),
        hook(
            type,
            "mapInternal",
            MapAdvice.class,
            "java.nio.channels.FileChannel$MapMode",
            "long",
            "long",
            "int",
            "boolean"));
  }

  static final class TransferToAdvice {
    private TransferToAdvice() {}

    @Advice.OnMethodEnter
    static long enter(
        @Advice.This Object channel,
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(2) @Nullable Object peer)
        throws IoRefusedException {
      return FileBytes.beginTransfer(Resource.FILE_BYTES_READ, path, descriptor, channel, peer);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long before,
        @Advice.This Object channel,
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(2) @Nullable Object peer,
        @Advice.Return long bytes) {
      FileBytes.endTransfer(
          before, Resource.FILE_BYTES_READ, path, descriptor, channel, peer, bytes);
    }
  }

  static final class TransferFromAdvice {
    private TransferFromAdvice() {}

    @Advice.OnMethodEnter
    static long enter(
        @Advice.This Object channel,
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(0) @Nullable Object peer)
        throws IoRefusedException {
      return FileBytes.beginTransfer(Resource.FILE_BYTES_WRITTEN, path, descriptor, channel, peer);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long before,
        @Advice.This Object channel,
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(0) @Nullable Object peer,
        @Advice.Return long bytes) {
      FileBytes.endTransfer(
          before, Resource.FILE_BYTES_WRITTEN, path, descriptor, channel, peer, bytes);
    }
  }

  /** The protection is 1 where what is written to memory reaches the file. */
  static final class MapAdvice {
    private MapAdvice() {}

    @Advice.OnMethodEnter
    static void enter(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(3) int protection)
        throws IoRefusedException {
      FileBytes.beforeMapping(path, descriptor, protection == 1);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("path") @Nullable String path,
        @Advice.FieldValue("fd") FileDescriptor descriptor,
        @Advice.Argument(2) long size,
        @Advice.Argument(3) int protection) {
      FileBytes.mapped(path, descriptor, protection == 1, size);
    }
  }
}
