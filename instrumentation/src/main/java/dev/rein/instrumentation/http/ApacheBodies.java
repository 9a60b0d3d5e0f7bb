package dev.rein.instrumentation.http;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.hook.BodyHooks;
import dev.rein.instrumentation.HookSpec;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * The answers of Apache HttpClient 4 and 5 that the caller waits for. The connection makes an
 * entity of each, whose stream gives the bytes as they came; the client hands on streams around
 * that. Not before HttpCore 4.3, whose entities give their stream away but once.
 */
final class ApacheBodies {
  private ApacheBodies() {}

  static List<HookSpec> hooks(String library4, String library5) {
    return Stream.concat(
            Stream.concat(Stream.of(entity4()), streams("org.apache.http.impl.io."))
                .map(hook -> hook.of(library4)),
            Stream.concat(Stream.of(entity5()), streams("org.apache.hc.core5.http.impl.io."))
                .map(hook -> hook.of(library5)))
        .toList();
  }

  private static HookSpec entity4() {
    String http = "org.apache.http.";
    return hook(
        http + "impl.BHttpConnectionBase",
        "prepareInput",
        EntityAdvice.class,
        http + "HttpMessage");
  }

  private static HookSpec entity5() {
    String http = "org.apache.hc.core5.http.";
    return hook(
        http + "impl.io.BHttpConnectionBase",
        "createIncomingEntity",
        EntityAdvice.class,
        http + "HttpMessage",
        http + "io.SessionInputBuffer",
        "java.io.InputStream",
        "long");
  }

  private static Stream<HookSpec> streams(String place) {
    return Stream.of("ContentLengthInputStream", "ChunkedInputStream", "IdentityInputStream")
        .map(place::concat)
        .flatMap(
            type ->
                Stream.of(
                    hook(type, "read", StreamAdvice.ReadAdvice.class, "byte[]", "int", "int"),
                    hook(type, "read", StreamAdvice.ReadByteAdvice.class),
                    hook(type, "close", StreamAdvice.CloseAdvice.class)));
  }

  static final class EntityAdvice {
    private EntityAdvice() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) @Nullable Object answer, @Advice.Return @Nullable Object entity) {
      BodyHooks.opened(entity, answer);
    }
  }
}
