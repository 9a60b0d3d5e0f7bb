package dev.rein.it.host;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The network through {@code Socket}. */
final class SocketActions {
  private static final String TYPE = "sun.nio.ch.NioSocketImpl.";
  private static final String ARRAY = "(byte[],int,int)";

  private SocketActions() {}

  private static Socket connected(Work work) throws IOException {
    return new Socket(work.echo().getAddress(), work.echo().getPort());
  }

  @Action(
      hooks = "java.net.Socket.connect(java.net.SocketAddress,int)",
      charges = "net.connects",
      refusal = ConnectException.class)
  static void connectSocket(Work work) throws IOException {
    Socket socket = new Socket();
    try (socket) {
      socket.connect(work.echo());
      Expect.that(socket.isConnected());
    } catch (ConnectException refused) {
      Expect.that(socket.isClosed());
      throw refused;
    }
  }

  @Action(
      hooks = TYPE + "read" + ARRAY,
      before = "net.connects net.bytes.sent=1000",
      charges = "net.bytes.received=1000",
      refusal = IOException.class)
  static void readSocket(Work work) throws IOException {
    try (Socket socket = connected(work)) {
      socket.getOutputStream().write(Work.bytes());
      byte[] answer = socket.getInputStream().readNBytes(Work.SIZE);
      Expect.that(Arrays.equals(answer, Work.bytes()));
    }
  }

  /** Where a virtual thread waits it gives its carrier back. */
  @Action(
      before = "threads.virtual.started net.connects net.bytes.sent=1000",
      charges = "net.bytes.received=1000",
      refusal = ExecutionException.class,
      since = 21)
  static void readOnVirtualThread(Work work) throws Throwable {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              readSocket(work);
              return true;
            });
    Object unused = Later.call(Thread.class, "startVirtualThread", Runnable.class, task);
    Expect.that(task.get());
  }

  @Action(
      hooks = {TYPE + "write" + ARRAY, TYPE + "implWrite" + ARRAY},
      before = "net.connects",
      charges = "net.bytes.sent=1000",
      refusal = IOException.class)
  static void writeSocket(Work work) throws IOException {
    try (Socket socket = connected(work)) {
      socket.getOutputStream().write(Work.bytes());
    }
  }

  @Action(
      hooks = TYPE + "sendUrgentData(int)",
      before = "net.connects",
      charges = "net.bytes.sent",
      refusal = IOException.class)
  static void sendUrgentByte(Work work) throws IOException {
    try (Socket socket = connected(work)) {
      socket.sendUrgentData(7);
    }
  }
}
