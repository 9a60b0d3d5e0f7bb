package dev.rein.it.host;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.Random;

/** Datagrams from one socket of a program to another. */
final class PacketTalk {
  private PacketTalk() {}

  static void all(NetLog log, Random random) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket receiver = new DatagramSocket(0, loopback);
        DatagramSocket socket = new DatagramSocket();
        DatagramChannel channel = DatagramChannel.open()) {
      receiver.setSoTimeout(10_000);
      InetSocketAddress address = (InetSocketAddress) receiver.getLocalSocketAddress();
      DatagramPacket packet = new DatagramPacket(new byte[1000], random.nextInt(1000), address);
      socket.send(packet);
      log.sent(packet.getLength());
      receive(receiver, log);
      log.sent(channel.send(ByteBuffer.allocate(random.nextInt(1000)), address));
      receive(receiver, log);
      channel.connect(address);
      log.connected();
      log.sent(channel.write(ByteBuffer.allocate(random.nextInt(1000))));
      receive(receiver, log);
    }
  }

  private static void receive(DatagramSocket socket, NetLog log) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
    socket.receive(packet);
    log.received(packet.getLength());
  }
}
