package dev.rein.it.host;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** The network through datagrams. */
final class DatagramActions {
  private static final String TYPE = "sun.nio.ch.DatagramChannelImpl.";
  private static final String SOCKET = "sun.nio.ch.DatagramSocketAdaptor.";
  private static final String BUFFER = "(java.nio.ByteBuffer)";
  private static final String BUFFERS = "(java.nio.ByteBuffer[],int,int)";
  private static final String PACKET = "(java.net.DatagramPacket)";

  private DatagramActions() {}

  private static ByteBuffer bytes() {
    return ByteBuffer.wrap(Work.bytes());
  }

  private static DatagramChannel connected(Work work) throws IOException {
    return DatagramChannel.open().connect(work.echo());
  }

  @Action(
      hooks = TYPE + "connect(java.net.SocketAddress,boolean)",
      charges = "net.connects",
      refusal = ConnectException.class)
  static void connectDatagramChannel(Work work) throws IOException {
    connected(work).close();
  }

  @Action(charges = "net.connects", refusal = ConnectException.class)
  static void connectDatagramSocket(Work work) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(work.echo());
    }
  }

  @Action(
      hooks = TYPE + "send(java.nio.ByteBuffer,java.net.SocketAddress)",
      charges = "net.bytes.sent=1000",
      refusal = IOException.class)
  static void sendDatagram(Work work) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      Expect.that(channel.send(bytes(), work.echo()) == Work.SIZE);
    }
  }

  @Action(
      hooks = TYPE + "receive" + BUFFER,
      before = "net.bytes.sent=1000",
      charges = "net.bytes.received=1000",
      refusal = IOException.class)
  static void receiveDatagram(Work work) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.send(bytes(), work.echo());
      ByteBuffer buffer = ByteBuffer.allocate(2 * Work.SIZE);
      Expect.that(work.echo().equals(channel.receive(buffer)) && buffer.position() == Work.SIZE);
    }
  }

  @Action(
      hooks = {TYPE + "write" + BUFFER, TYPE + "write" + BUFFERS},
      before = "net.connects",
      charges = "net.bytes.sent=2000",
      refusal = IOException.class)
  static void writeDatagrams(Work work) throws IOException {
    try (DatagramChannel channel = connected(work)) {
      Expect.that(channel.write(bytes()) == Work.SIZE);
      Expect.that(channel.write(new ByteBuffer[] {bytes()}) == Work.SIZE);
    }
  }

  @Action(
      hooks = {TYPE + "read" + BUFFER, TYPE + "read" + BUFFERS},
      before = "net.connects net.bytes.sent=2000",
      charges = "net.bytes.received=2000",
      refusal = IOException.class)
  static void readDatagrams(Work work) throws IOException {
    try (DatagramChannel channel = connected(work)) {
      Expect.that(channel.write(bytes()) == Work.SIZE);
      Expect.that(channel.write(bytes()) == Work.SIZE);
      Expect.that(channel.read(ByteBuffer.allocate(Work.SIZE)) == Work.SIZE);
      ByteBuffer[] buffers = {ByteBuffer.allocate(500), ByteBuffer.allocate(500)};
      Expect.that(channel.read(buffers) == Work.SIZE);
    }
  }

  @Action(
      hooks = SOCKET + "send" + PACKET,
      charges = "net.bytes.sent=1000",
      refusal = IOException.class)
  static void sendPacket(Work work) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(Work.bytes(), Work.SIZE, work.echo()));
    }
  }

  @Action(
      hooks = SOCKET + "receive" + PACKET,
      before = "net.bytes.sent=1000",
      charges = "net.bytes.received=1000",
      refusal = IOException.class)
  static void receivePacket(Work work) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(10_000);
      socket.send(new DatagramPacket(Work.bytes(), Work.SIZE, work.echo()));
      DatagramPacket packet = new DatagramPacket(new byte[2 * Work.SIZE], 2 * Work.SIZE);
      socket.receive(packet);
      Expect.that(packet.getLength() == Work.SIZE);
    }
  }
}
