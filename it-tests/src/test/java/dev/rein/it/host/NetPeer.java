package dev.rein.it.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The other side of the connections that a program makes to itself: sends back all it gets until
 * the end of input, one connection at a time, and says so.
 */
final class NetPeer implements AutoCloseable {
  private final NetLog log;
  private final ServerSocket server;
  private final @Nullable ServerSocket server6 = listenOn6();
  private final Path folder = Files.createTempDirectory("net");
  private final ServerSocketChannel local;

  NetPeer(NetLog log) throws IOException {
    this.log = log;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.local = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    local.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
    serve(() -> answerSocket(server));
    if (server6 != null) {
      serve(() -> answerSocket(server6));
    }
    serve(this::answerChannel);
  }

  /** Null where the machine has no IPv6. */
  private static @Nullable ServerSocket listenOn6() {
    byte[] loopback = new byte[16];
    loopback[15] = 1;
    try {
      return new ServerSocket(0, 50, InetAddress.getByAddress(loopback));
    } catch (IOException withoutIt) {
      return null;
    }
  }

  private interface Round {
    void run() throws IOException;
  }

  private static void serve(Round round) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                try {
                  round.run();
                } catch (IOException closed) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /** The same over IPv6, where the machine has it. */
  InetSocketAddress address6() {
    return server6 == null ? address() : (InetSocketAddress) server6.getLocalSocketAddress();
  }

  UnixDomainSocketAddress localAddress() {
    return UnixDomainSocketAddress.of(folder.resolve("socket"));
  }

  private void answerSocket(ServerSocket from) throws IOException {
    try (Socket socket = from.accept()) {
      InputStream in = socket.getInputStream();
      OutputStream out = socket.getOutputStream();
      byte[] buffer = new byte[777];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        log.received(n);
        out.write(buffer, 0, n);
        log.sent(n);
      }
    }
  }

  private void answerChannel() throws IOException {
    try (SocketChannel channel = local.accept()) {
      ByteBuffer buffer = ByteBuffer.allocate(777);
      while (channel.read(buffer) >= 0) {
        log.received(buffer.flip().remaining());
        while (buffer.hasRemaining()) {
          log.sent(channel.write(buffer));
        }
        buffer.clear();
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    if (server6 != null) {
      server6.close();
    }
    local.close();
    Files.delete(folder.resolve("socket"));
    Files.delete(folder);
  }
}
