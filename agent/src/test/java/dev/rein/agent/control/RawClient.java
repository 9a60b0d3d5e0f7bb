package dev.rein.agent.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A client of the control socket that can say anything. */
final class RawClient implements AutoCloseable {
  private final SocketChannel channel;

  RawClient(Path folder) throws IOException {
    channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(folder.resolve(SocketFile.NAME).toRealPath()));
  }

  /** What one connection gets for these bytes, until the other side closes it. */
  static String exchange(Path folder, byte[] bytes) throws IOException {
    try (RawClient client = new RawClient(folder)) {
      client.send(bytes);
      client.endOfInput();
      return client.rest();
    }
  }

  /** Sends as many as are taken. */
  void send(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    } catch (IOException refused) {
      // What came back before says why.
    }
  }

  void send(String text) {
    send(text.getBytes(StandardCharsets.UTF_8));
  }

  void endOfInput() {
    try {
      channel.shutdownOutput();
    } catch (IOException refused) {
      // Closed from the other side.
    }
  }

  /** The next line. */
  String line() throws IOException {
    return read(true);
  }

  /** All until the other side closes. */
  String rest() throws IOException {
    return read(false);
  }

  private String read(boolean oneLine) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteBuffer one = ByteBuffer.allocate(1);
    try {
      while (channel.read(one.clear()) > 0) {
        if (oneLine && one.get(0) == '\n') {
          break;
        }
        bytes.write(one.get(0));
      }
    } catch (IOException reset) {
      // Closed with some of what was sent unread.
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
