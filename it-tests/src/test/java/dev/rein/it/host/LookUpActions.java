package dev.rein.it.host;

import dev.rein.api.LimitExceeded;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Look-ups of host names, and whether a host is there. */
final class LookUpActions {
  private static final String TYPE = "java.net.InetAddress.";
  private static final String ALL = TYPE + "getAllByName0(java.lang.String,";
  private static final String NAME = TYPE + "getHostFromNameService(java.net.InetAddress";

  private LookUpActions() {}

  @Action(
      hooks = {
        ALL + "java.net.InetAddress,boolean,boolean)",
        ALL + "boolean,boolean)",
        ALL + "boolean)"
      },
      charges = "dns.lookups",
      refusal = UnknownHostException.class)
  static void lookUp(Work work) throws UnknownHostException {
    Expect.that(InetAddress.getAllByName("localhost")[0].isLoopbackAddress());
    Expect.that(InetAddress.getAllByName("127.0.0.1")[0].isLoopbackAddress());
    Expect.that(InetAddress.getAllByName("::1")[0].isLoopbackAddress());
  }

  /** Not every machine knows its own name. */
  @Action(
      hooks = TYPE + "getLocalHost()",
      charges = "dns.lookups",
      refusal = UnknownHostException.class)
  static void lookUpLocalHost(Work work) throws UnknownHostException {
    try {
      InetAddress unused = InetAddress.getLocalHost();
    } catch (UnknownHostException e) {
      if (e instanceof LimitExceeded) {
        throw e;
      }
    }
  }

  /** Like one that finds nothing, a refused one gives the address itself. */
  @Action(
      hooks = {NAME + ",boolean)", NAME + ")"},
      charges = "dns.lookups",
      refusal = boolean.class)
  static boolean lookUpName(Work work) throws UnknownHostException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return !address.getHostName().equals("127.0.0.1");
  }

  /** Whether the host answers is up to the machine. */
  @Action(
      hooks = TYPE + "isReachable(java.net.NetworkInterface,int,int)",
      charges = "net.connects",
      refusal = ConnectException.class)
  static void knock(Work work) throws IOException {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    boolean unused = address.isReachable(1_000);
  }
}
