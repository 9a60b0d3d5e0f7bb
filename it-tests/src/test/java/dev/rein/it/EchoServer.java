package dev.rein.it;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends back what it is sent, on loopback, over TCP and by datagrams at the same port. */
final class EchoServer implements AutoCloseable {
  private static final int TRIES = 20;

  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final ServerSocket connections;
  private final DatagramSocket packets;

  private EchoServer(ServerSocket connections, DatagramSocket packets) {
    this.connections = connections;
    this.packets = packets;
    executor.execute(this::accept);
    executor.execute(this::answerPackets);
  }

  static EchoServer start() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    for (int left = TRIES; ; left--) {
      ServerSocket connections = new ServerSocket(0, 0, loopback);
      try {
        return new EchoServer(
            connections, new DatagramSocket(connections.getLocalPort(), loopback));
      } catch (BindException taken) {
        connections.close();
        if (left == 0) {
          throw taken;
        }
      }
    }
  }

  int port() {
    return connections.getLocalPort();
  }

  private void accept() {
    while (!connections.isClosed()) {
      try {
        Socket socket = connections.accept();
        executor.execute(() -> answer(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void answer(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException goneAway) {
      // Who is refused a read does not wait for the rest.
    }
  }

  private void answerPackets() {
    byte[] buffer = new byte[65_536];
    while (!packets.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        packets.receive(packet);
        packets.send(packet);
      } catch (IOException closed) {
        // The loop's condition tells.
      }
    }
  }

  @Override
  public void close() throws IOException {
    connections.close();
    packets.close();
    executor.shutdownNow();
  }
}
