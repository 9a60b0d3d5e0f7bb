package dev.rein.instrumentation.file;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import dev.rein.hook.AsyncFileHooks;
import dev.rein.instrumentation.HookSpec;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of {@code AsynchronousFileChannel}. {@code implRead} and {@code implWrite} hand a task to
 * an executor, classes {@code $2} and {@code $3}, which calls the channel's {@code end} when the
 * bytes have moved and before it tells who waits for them.
 */
public final class AsynchronousFileChannelInstrumentation {
  private AsynchronousFileChannelInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "sun.nio.ch.SimpleAsynchronousFileChannelImpl";
    String[] parameters = {
      "java.nio.ByteBuffer", "long", "java.lang.Object", "java.nio.channels.CompletionHandler"
    };
    return List.of(
        hook(type, "implRead", ReadAdvice.class, parameters),
        hook(type, "implWrite", WriteAdvice.class, parameters),
        hook(type + "$2", "run", ReadTaskAdvice.class),
        hook(type + "$3", "run", WriteTaskAdvice.class),
        hook("sun.nio.ch.AsynchronousFileChannelImpl", "end", EndAdvice.class));
  }

  static final class ReadAdvice {
    private ReadAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Refusal enter(@Advice.This Object channel) {
      return AsyncFileHooks.ask(Resource.FILE_BYTES_READ, channel);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter @Nullable Refusal refusal,
        @Advice.Argument(2) @Nullable Object attachment,
        @Advice.Argument(3) @Nullable CompletionHandler<Integer, @Nullable Object> handler,
        @Advice.FieldValue("executor") ExecutorService executor,
        @Advice.Return(readOnly = false) @Nullable Future<Integer> future) {
      if (refusal != null) {
        future = AsyncFileHooks.refuse(refusal, attachment, handler, executor);
      }
    }
  }

  static final class WriteAdvice {
    private WriteAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Refusal enter(@Advice.This Object channel) {
      return AsyncFileHooks.ask(Resource.FILE_BYTES_WRITTEN, channel);
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.Enter @Nullable Refusal refusal,
        @Advice.Argument(2) @Nullable Object attachment,
        @Advice.Argument(3) @Nullable CompletionHandler<Integer, @Nullable Object> handler,
        @Advice.FieldValue("executor") ExecutorService executor,
        @Advice.Return(readOnly = false) @Nullable Future<Integer> future) {
      if (refusal != null) {
        future = AsyncFileHooks.refuse(refusal, attachment, handler, executor);
      }
    }
  }

  static final class ReadTaskAdvice {
    private ReadTaskAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("val$dst") ByteBuffer buffer) {
      AsyncFileHooks.begin(Resource.FILE_BYTES_READ, buffer);
    }
  }

  static final class WriteTaskAdvice {
    private WriteTaskAdvice() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.FieldValue("val$src") ByteBuffer buffer) {
      AsyncFileHooks.begin(Resource.FILE_BYTES_WRITTEN, buffer);
    }
  }

  static final class EndAdvice {
    private EndAdvice() {}

    @Advice.OnMethodEnter
    static void enter() {
      AsyncFileHooks.end();
    }
  }
}
