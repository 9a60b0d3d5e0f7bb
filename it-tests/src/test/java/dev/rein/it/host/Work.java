package dev.rein.it.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;

/**
 * What one call of an action works on.
 *
 * @param folder to read from and write to
 * @param server base URL of an HTTP server
 * @param action name of the action
 * @param call number of the call, from 0
 */
public record Work(Path folder, String server, String action, int call) {
  /** Bytes in {@link #input} and in {@link #prepared}: lines of ten, ASCII. */
  public static final int SIZE = 1000;

  /** System property with the port on loopback where all that is sent is sent back. */
  public static final String ECHO_PORT = "echo.port";

  /** Where all that is sent is sent back, over TCP and by datagrams. */
  InetSocketAddress echo() throws UnknownHostException {
    return new InetSocketAddress(
        InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), Integer.getInteger(ECHO_PORT));
  }

  /** A file that is only read. */
  public Path input() {
    return folder.resolve("input.txt");
  }

  /** A file that is there for this call alone. */
  public Path prepared() {
    return folder.resolve(action + "-" + call);
  }

  /** A file that is not there yet. */
  public Path fresh() {
    return folder.resolve("new-" + action + "-" + call);
  }

  /** As many bytes as {@link #SIZE} says. */
  public static byte[] bytes() {
    return "123456789\n".repeat(SIZE / 10).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }
}
