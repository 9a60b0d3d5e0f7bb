package dev.rein.instrumentation.http;

import dev.rein.hook.BodyHooks;
import net.bytebuddy.asm.Advice;

/** Advice for the streams that hosts read answers from. */
final class StreamAdvice {
  private StreamAdvice() {}

  static final class ReadAdvice {
    private ReadAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.This Object stream,
        @Advice.Argument(0) byte[] content,
        @Advice.Argument(1) int offset,
        @Advice.Return int count) {
      BodyHooks.read(stream, content, offset, count);
    }
  }

  static final class ReadByteAdvice {
    private ReadByteAdvice() {}

    @Advice.OnMethodExit
    static void exit(@Advice.This Object stream, @Advice.Return int value) {
      BodyHooks.readByte(stream, value);
    }
  }

  /** At its end, as what the host has left may be read there. */
  static final class CloseAdvice {
    private CloseAdvice() {}

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.This Object stream) {
      BodyHooks.closed(stream);
    }
  }
}
