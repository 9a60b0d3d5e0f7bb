package dev.rein.it.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Look-ups of host names, of which those that are addresses are none. */
final class Names {
  private Names() {}

  @SuppressWarnings("AddressSelection") // What programs do, wise or not.
  static void all(NetLog log) throws IOException {
    Expect.that(InetAddress.getAllByName("localhost").length > 0);
    Expect.that(!new InetSocketAddress("localhost", 1).isUnresolved());
    Expect.that(!new InetSocketAddress("127.0.0.1", 1).isUnresolved());
    Expect.that(InetAddress.getAllByName("[::1]").length == 1);
    Expect.that(InetAddress.getLoopbackAddress().getHostName().equals("localhost"));
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    Expect.that(!address.getHostName().isEmpty());
    Expect.that(!address.getHostName().isEmpty());
    try {
      Expect.that(InetAddress.getAllByName("no-such-host.invalid").length == 0);
    } catch (UnknownHostException expected) {
      log.lookedUp(4);
    }
  }
}
