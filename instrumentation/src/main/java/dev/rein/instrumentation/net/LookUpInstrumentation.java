package dev.rein.instrumentation.net;

import static dev.rein.instrumentation.HookSpec.hook;

import dev.rein.api.ConnectRefusedException;
import dev.rein.api.HostRefusedException;
import dev.rein.api.Refusal;
import dev.rein.hook.Hooks;
import dev.rein.hook.NetHooks;
import dev.rein.instrumentation.HookSpec;
import java.net.InetAddress;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Look-ups of {@code InetAddress}, above its cache and the resolver that a host may bring along.
 * Addresses written as such do not get here. A name that is looked up for an address is looked up
 * in turn, to see that it is that address's: one look-up. To see whether an address can be reached
 * the JDK goes there, natively: one connect.
 */
public final class LookUpInstrumentation {
  private LookUpInstrumentation() {}

  public static List<HookSpec> hooks() {
    String type = "java.net.InetAddress";
    String string = "java.lang.String";
    String all = "getAllByName0";
    String name = "getHostFromNameService";
    return List.of(
        hook(type, all, NameAdvice.class, string, type, "boolean", "boolean").until(18),
        hook(type, all, NameAdvice.class, string, "boolean", "boolean").since(19).until(23),
        hook(type, all, NameAdvice.class, string, "boolean").since(24),
        hook(type, "getLocalHost", LocalHostAdvice.class),
        hook(type, "isReachable", ReachAdvice.class, "java.net.NetworkInterface", "int", "int"),
        hook(type, name, AddressAdvice.class, type, "boolean").until(23),
        hook(type, name, AddressAdvice.class, type).since(24));
  }

  static final class NameAdvice {
    private NameAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.Argument(0) String host) throws HostRefusedException {
      return NetHooks.lookUp(host);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome, @Advice.Argument(0) String host) {
      NetHooks.endLookUp(outcome, host);
    }
  }

  static final class LocalHostAdvice {
    private LocalHostAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter() throws HostRefusedException {
      return NetHooks.lookUp("localhost");
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object outcome) {
      NetHooks.endLookUp(outcome, "localhost");
    }
  }

  static final class ReachAdvice {
    private ReachAdvice() {}

    @Advice.OnMethodEnter
    static @Nullable Object enter(@Advice.This InetAddress host) throws ConnectRefusedException {
      return NetHooks.reach(host);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.This InetAddress host,
        @Advice.Thrown @Nullable Throwable thrown) {
      Hooks.end(outcome, host, thrown == null);
    }
  }

  static final class AddressAdvice {
    private AddressAdvice() {}

    @Advice.OnMethodEnter(skipOn = Refusal.class)
    static @Nullable Object enter(@Advice.Argument(0) InetAddress address) {
      return NetHooks.lookUpName(address);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object outcome,
        @Advice.Argument(0) InetAddress address,
        @Advice.Return(readOnly = false) @Nullable String name) {
      if (outcome instanceof Refusal) {
        name = address.getHostAddress();
      }
      NetHooks.endLookUp(outcome, address);
    }
  }
}
