package dev.rein.it.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Connections to a {@link NetPeer}, in each of the JDK's ways. */
final class StreamTalk {
  private final NetLog log;
  private final Random random;

  private StreamTalk(NetLog log, Random random) {
    this.log = log;
    this.random = random;
  }

  static void all(NetPeer peer, NetLog log, Random random) throws Exception {
    StreamTalk talk = new StreamTalk(log, random);
    talk.bySocket(peer.address());
    talk.bySocket(peer.address6());
    talk.byByte(peer.address());
    talk.byChannel(peer.address6());
    talk.byChannel(peer.address());
    talk.byChannel(peer.localAddress());
    talk.byStreamsOfChannel(peer.address());
    talk.byFuture(peer.address());
    talk.fromFile(peer.address());
    talk.toNobody();
  }

  private byte[] some() {
    byte[] bytes = new byte[1 + random.nextInt(300_000)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Sends from a thread of its own: the peer answers before it has all. */
  private void send(OutputStream out, byte[] bytes, Socket socket) throws Exception {
    Thread sender =
        new Thread(
            () -> {
              try {
                out.write(bytes);
                log.sent(bytes.length);
                socket.shutdownOutput();
              } catch (IOException unexpected) {
                throw new IllegalStateException(unexpected);
              }
            });
    sender.start();
    log.received(socket.getInputStream().transferTo(OutputStream.nullOutputStream()));
    sender.join();
  }

  private void bySocket(InetSocketAddress peer) throws Exception {
    try (Socket socket = new Socket(peer.getAddress(), peer.getPort())) {
      log.connected();
      send(socket.getOutputStream(), some(), socket);
    }
  }

  private void byByte(InetSocketAddress peer) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(peer, 10_000);
      log.connected();
      socket.setSoTimeout(10_000);
      InputStream in = socket.getInputStream();
      for (int i = random.nextInt(20); i >= 0; i--) {
        socket.getOutputStream().write(i);
        log.sent(1);
        Expect.that(in.read() == i);
        log.received(1);
      }
    }
  }

  private void byChannel(SocketAddress peer) throws IOException {
    try (SocketChannel channel = SocketChannel.open(peer)) {
      log.connected();
      ByteBuffer bytes = ByteBuffer.wrap(some());
      // No more at once than the system takes in: nobody reads meanwhile.
      while (bytes.hasRemaining()) {
        ByteBuffer piece = bytes.slice().limit(Math.min(bytes.remaining(), 4_000));
        boolean split = random.nextBoolean();
        long sent = split ? channel.write(new ByteBuffer[] {piece}) : (long) channel.write(piece);
        log.sent(sent);
        bytes.position(bytes.position() + (int) sent);
        readBack(channel, sent);
      }
    }
  }

  private void readBack(SocketChannel channel, long expected) throws IOException {
    ByteBuffer[] buffers = {ByteBuffer.allocate(100), ByteBuffer.allocateDirect(8_000)};
    long done = 0;
    while (done < expected) {
      long read =
          random.nextBoolean() && buffers[0].hasRemaining()
              ? channel.read(buffers[0])
              : channel.read(buffers);
      log.received(read);
      done += read;
    }
  }

  private void byStreamsOfChannel(InetSocketAddress peer) throws Exception {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(peer, 10_000);
      log.connected();
      send(channel.socket().getOutputStream(), some(), channel.socket());
    }
  }

  private void byFuture(InetSocketAddress peer) throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(peer).get();
      log.connected();
      for (int i = 0; i < 10; i++) {
        int sent = channel.write(ByteBuffer.allocate(1 + random.nextInt(3_000))).get();
        log.sent(sent);
        ByteBuffer buffer = ByteBuffer.allocate(sent);
        while (buffer.hasRemaining()) {
          log.received(channel.read(buffer).get());
        }
      }
    }
  }

  private void fromFile(InetSocketAddress peer) throws IOException {
    Path file = Files.write(Files.createTempFile("net", null), new byte[5_000]);
    try (SocketChannel channel = SocketChannel.open(peer);
        FileChannel source = FileChannel.open(file)) {
      log.connected();
      long sent = source.transferTo(0, 1 + random.nextInt(5_000), channel);
      log.sent(sent);
      readBack(channel, sent);
    }
    Files.delete(file);
  }

  /** Nobody listens at port 1, so no connection is opened. */
  private void toNobody() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
      Expect.that(false);
    } catch (ConnectException expected) {
      return;
    }
  }
}
