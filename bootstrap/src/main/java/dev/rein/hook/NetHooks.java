package dev.rein.hook;

import dev.rein.api.ConnectRefusedException;
import dev.rein.api.HostRefusedException;
import dev.rein.api.IoRefusedException;
import dev.rein.api.Refusal;
import dev.rein.api.Resource;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * What woven code calls about the network: connects, look-ups, and bytes that move. A call that the
 * JDK will turn down anyway, such as a second connect, is left to it.
 */
public final class NetHooks {
  /** Returned by {@link #beginTransferTo} for what is no socket; no set of resources is this. */
  private static final long NO_SOCKET = -1;

  private NetHooks() {}

  /** Begins the connect of a socket. */
  public static @Nullable Object connect(Socket socket, @Nullable Object remote)
      throws ConnectRefusedException {
    if (Hooks.handler() == null || remote == null || socket.isClosed() || socket.isConnected()) {
      return null;
    }
    return closeIfRefused(Hooks.begin(Operation.NET_CONNECT, remote), socket);
  }

  /** Begins the connect of a channel. */
  public static @Nullable Object connect(SocketChannel channel, @Nullable Object remote)
      throws ConnectRefusedException {
    if (Hooks.handler() == null
        || isUnusable(remote)
        || !channel.isOpen()
        || channel.isConnected()
        || channel.isConnectionPending()) {
      return null;
    }
    Object outcome = Hooks.begin(Operation.NET_CONNECT, remote, mayWait(channel));
    return closeIfRefused(outcome, channel);
  }

  /** Begins the connect of a datagram channel, which stays as it is when that is refused. */
  public static @Nullable Object connect(DatagramChannel channel, @Nullable Object remote)
      throws ConnectRefusedException {
    if (Hooks.handler() == null || isUnusable(remote) || !channel.isOpen()) {
      return null;
    }
    Object outcome = Hooks.begin(Operation.NET_CONNECT, remote, mayWait(channel));
    if (outcome instanceof Refusal refusal) {
      throw new ConnectRefusedException(refusal);
    }
    return outcome;
  }

  /** Begins the knocking at a host, which the JDK does by a connect or an echo request. */
  public static @Nullable Object reach(InetAddress host) throws ConnectRefusedException {
    Object outcome = Hooks.begin(Operation.NET_CONNECT, host);
    if (outcome instanceof Refusal refusal) {
      throw new ConnectRefusedException(refusal);
    }
    return outcome;
  }

  /** As the JDK leaves it when a connect has failed. */
  private static @Nullable Object closeIfRefused(@Nullable Object outcome, Closeable socket)
      throws ConnectRefusedException {
    if (outcome instanceof Refusal refusal) {
      ConnectRefusedException refused = new ConnectRefusedException(refusal);
      try {
        socket.close();
      } catch (IOException failure) {
        refused.addSuppressed(failure);
      }
      throw refused;
    }
    return outcome;
  }

  static boolean isUnusable(@Nullable Object remote) {
    return remote == null
        || (remote instanceof InetSocketAddress address && address.isUnresolved());
  }

  /** Begins the look-up of a name. */
  public static @Nullable Object lookUp(@Nullable String host) throws HostRefusedException {
    Object outcome = Hooks.begin(Operation.DNS_LOOKUP, host);
    if (outcome instanceof Refusal refusal) {
      throw new HostRefusedException(String.valueOf(host), refusal);
    }
    return outcome;
  }

  /** Begins the look-up of an address's name; one that is refused goes like one that fails. */
  public static @Nullable Object lookUpName(InetAddress address) {
    return Hooks.begin(Operation.DNS_LOOKUP, address);
  }

  /** Ends a look-up; one that finds nothing is one as well. */
  public static void endLookUp(@Nullable Object outcome, @Nullable Object host) {
    Hooks.end(outcome, host, true);
  }

  /** Before bytes move over a socket that blocks. */
  public static void beforeTransfer(Resource resource) throws IoRefusedException {
    if (Hooks.isBlocked(resource)) {
      ask(resource, true);
    }
  }

  /** Before bytes move over a channel, which may be a selector's. */
  public static void beforeTransfer(Resource resource, SelectableChannel channel)
      throws IoRefusedException {
    if (Hooks.isBlocked(resource)) {
      ask(resource, mayWait(channel));
    }
  }

  private static void ask(Resource resource, boolean mayWait) throws IoRefusedException {
    if (CallGuard.current().countsNetworkBytes(Hooks.bit(resource))) {
      Refusal refusal = Hooks.askBeforeTransfer(resource, null, mayWait);
      if (refusal != null) {
        throw new IoRefusedException(refusal);
      }
    }
  }

  /** Streams of a channel hold its lock while they read and write. */
  private static boolean mayWait(SelectableChannel channel) {
    return channel.isBlocking() && !Thread.holdsLock(channel.blockingLock());
  }

  /**
   * Bytes have moved over a socket.
   *
   * @param peer see {@link HookHandler#transferred(Resource, long, Object, Object)}
   */
  public static void transferred(Resource resource, @Nullable Object peer, long bytes) {
    HookHandler current = Hooks.handler();
    if (bytes > 0
        && current != null
        && CallGuard.current().countsNetworkBytes(Hooks.bit(resource))) {
      Hooks.count(current, resource, bytes, peer);
    }
  }

  /**
   * Begins a transfer from a file, which may write by the socket's methods or pass them by.
   *
   * @param sink where it goes to
   * @return what to hand to {@link #endTransferTo}
   */
  public static long beginTransferTo(@Nullable Object sink) throws IoRefusedException {
    if (!(sink instanceof SelectableChannel channel) || !isSocket(channel)) {
      return NO_SOCKET;
    }
    beforeTransfer(Resource.NET_BYTES_SENT, channel);
    return CallGuard.current().beginTransfer(Hooks.bit(Resource.NET_BYTES_SENT));
  }

  /** Ends a transfer from a file; {@code before} is what {@link #beginTransferTo} returned. */
  public static void endTransferTo(long before, @Nullable Object sink, long bytes) {
    if (before != NO_SOCKET) {
      CallGuard.current().endTransfer(before);
      transferred(Resource.NET_BYTES_SENT, peer(sink), bytes);
    }
  }

  /** Begins the sending of a packet, which goes on through methods that are hooked as well. */
  public static long beginSend() throws IoRefusedException {
    beforeTransfer(Resource.NET_BYTES_SENT);
    return CallGuard.current().beginTransfer(Hooks.bit(Resource.NET_BYTES_SENT));
  }

  /**
   * Ends the sending of a packet.
   *
   * @param before what {@link #beginSend} returned
   * @param sent null when it failed
   */
  public static void endSend(long before, @Nullable DatagramPacket sent) {
    CallGuard.current().endTransfer(before);
    if (sent != null) {
      transferred(Resource.NET_BYTES_SENT, sent.getAddress(), sent.getLength());
    }
  }

  /** The JDK's own alone: a host's channel may delegate to one of these. */
  private static boolean isSocket(SelectableChannel channel) {
    return (channel instanceof SocketChannel || channel instanceof DatagramChannel)
        && channel.getClass().getClassLoader() == null;
  }

  private static @Nullable Object peer(@Nullable Object channel) {
    try {
      return channel instanceof SocketChannel socket
          ? socket.getRemoteAddress()
          : channel instanceof DatagramChannel socket ? socket.getRemoteAddress() : null;
    } catch (IOException closedMeanwhile) {
      return null;
    }
  }
}
