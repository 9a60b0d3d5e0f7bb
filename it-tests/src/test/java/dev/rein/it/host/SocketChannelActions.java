package dev.rein.it.host;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** The network through {@code SocketChannel} and the socket it can be turned into. */
final class SocketChannelActions {
  private static final String TYPE = "sun.nio.ch.SocketChannelImpl.";
  private static final String ADDRESS = "java.net.SocketAddress";
  private static final String BUFFER = "(java.nio.ByteBuffer)";
  private static final String BUFFERS = "(java.nio.ByteBuffer[],int,int)";
  private static final String SENT = "net.connects net.bytes.sent=1000";

  private SocketChannelActions() {}

  private static SocketChannel written(Work work) throws IOException {
    SocketChannel channel = SocketChannel.open(work.echo());
    Expect.that(channel.write(ByteBuffer.wrap(Work.bytes())) == Work.SIZE);
    return channel;
  }

  private static ByteBuffer[] halves() {
    return new ByteBuffer[] {ByteBuffer.allocate(500), ByteBuffer.allocateDirect(500)};
  }

  @Action(
      hooks = TYPE + "connect(" + ADDRESS + ")",
      charges = "net.connects",
      refusal = ConnectException.class)
  static void connectChannel(Work work) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try (channel) {
      Expect.that(channel.connect(work.echo()));
    } catch (ConnectException refused) {
      Expect.that(!channel.isOpen());
      throw refused;
    }
  }

  @Action(charges = "net.connects", refusal = ConnectException.class)
  static void connectBySelector(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open();
        Selector selector = Selector.open()) {
      channel.configureBlocking(false);
      if (!channel.connect(work.echo())) {
        SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
        selector.select(10_000);
        Expect.that(key.isConnectable() && channel.finishConnect());
      }
    }
  }

  @Action(
      hooks = TYPE + "blockingConnect(" + ADDRESS + ",long)",
      charges = "net.connects",
      refusal = ConnectException.class)
  static void connectSocketOfChannel(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().connect(work.echo(), 10_000);
    }
  }

  @Action(
      hooks = TYPE + "read" + BUFFER,
      before = SENT,
      charges = "net.bytes.received=1000",
      refusal = IOException.class)
  static void readSocketChannel(Work work) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(Work.SIZE);
    try (SocketChannel channel = written(work)) {
      while (buffer.hasRemaining()) {
        Expect.that(channel.read(buffer) > 0);
      }
    }
  }

  @Action(
      hooks = TYPE + "read" + BUFFERS,
      before = SENT,
      charges = "net.bytes.received=1000",
      refusal = IOException.class)
  static void readSocketBuffers(Work work) throws IOException {
    ByteBuffer[] buffers = halves();
    try (SocketChannel channel = written(work)) {
      while (buffers[1].hasRemaining()) {
        Expect.that(channel.read(buffers) > 0);
      }
    }
  }

  @Action(
      hooks = TYPE + "write" + BUFFER,
      before = "net.connects",
      charges = "net.bytes.sent=1000",
      refusal = IOException.class)
  static void writeSocketChannel(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open(work.echo())) {
      Expect.that(channel.write(ByteBuffer.wrap(Work.bytes())) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "write" + BUFFERS,
      before = "net.connects",
      charges = "net.bytes.sent=1000",
      refusal = IOException.class)
  static void writeSocketBuffers(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open(work.echo())) {
      Expect.that(channel.write(halves()) == Work.SIZE);
    }
  }

  /** Of a channel that does not block. */
  @Action(before = "net.connects", charges = "net.bytes.sent=1000", refusal = IOException.class)
  static void writeWithoutBlocking(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open(work.echo())) {
      channel.configureBlocking(false);
      Expect.that(channel.write(ByteBuffer.wrap(Work.bytes())) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "blockingRead(byte[],int,int,long)",
      before = SENT,
      charges = "net.bytes.received=1000",
      refusal = IOException.class)
  static void readSocketOfChannel(Work work) throws IOException {
    try (SocketChannel channel = written(work)) {
      channel.socket().setSoTimeout(10_000);
      Expect.that(channel.socket().getInputStream().readNBytes(Work.SIZE).length == Work.SIZE);
    }
  }

  @Action(
      hooks = {TYPE + "blockingWriteFully(byte[],int,int)", TYPE + "tryWrite(byte[],int,int)"},
      before = "net.connects",
      charges = "net.bytes.sent=1000",
      refusal = IOException.class)
  static void writeSocketOfChannel(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open(work.echo())) {
      channel.socket().getOutputStream().write(Work.bytes());
    }
  }

  @Action(
      hooks = TYPE + "sendOutOfBandData(byte)",
      before = "net.connects",
      charges = "net.bytes.sent",
      refusal = IOException.class)
  static void sendUrgentByteOfChannel(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open(work.echo())) {
      channel.socket().sendUrgentData(7);
    }
  }

  @Action(before = SENT, charges = "net.bytes.received=1000", refusal = IOException.class)
  static void readStreamOfChannel(Work work) throws IOException {
    try (SocketChannel channel = written(work)) {
      byte[] answer = Channels.newInputStream(channel).readNBytes(Work.SIZE);
      Expect.that(answer.length == Work.SIZE);
    }
  }

  @Action(
      hooks =
          "sun.nio.ch.FileChannelImpl"
              + ".transferTo(long,long,java.nio.channels.WritableByteChannel)",
      before = "net.connects files.read files.accessed",
      charges = "net.bytes.sent=1000 file.bytes.read=1000",
      refusal = IOException.class)
  static void transferToSocket(Work work) throws IOException {
    try (SocketChannel channel = SocketChannel.open(work.echo());
        FileChannel file = FileChannel.open(work.input())) {
      Expect.that(file.transferTo(0, Work.SIZE, channel) == Work.SIZE);
    }
  }

  @Action(
      before = "net.connects net.bytes.sent=1000 files.written files.accessed",
      charges = "net.bytes.received=1000 file.bytes.written=1000",
      refusal = IOException.class)
  static void transferFromSocket(Work work) throws IOException {
    try (SocketChannel channel = written(work);
        FileChannel file =
            FileChannel.open(
                work.fresh(),
                java.nio.file.StandardOpenOption.WRITE,
                java.nio.file.StandardOpenOption.CREATE_NEW)) {
      long done = 0;
      while (done < Work.SIZE) {
        done += file.transferFrom(channel, done, Work.SIZE - done);
      }
    }
  }
}
