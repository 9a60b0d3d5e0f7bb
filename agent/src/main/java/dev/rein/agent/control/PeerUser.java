package dev.rein.agent.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/** Whose process is at the other end of a socket, where the JDK and the system tell. */
final class PeerUser {
  private static final boolean HAS_MODULE = ModuleLayer.boot().findModule("jdk.net").isPresent();

  private PeerUser() {}

  /** The user's name, or number when there is no name; null when it is not to be had. */
  static @Nullable String of(SocketChannel channel) throws IOException {
    if (!HAS_MODULE || !channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return null;
    }
    return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
  }

  /** Whether the user may steer: the JVM's own and root. */
  static boolean maySteer(@Nullable String user, String owner) {
    return user == null || user.equals(owner) || user.equals("root") || user.equals("0");
  }
}
