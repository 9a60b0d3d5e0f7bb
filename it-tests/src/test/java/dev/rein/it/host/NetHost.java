package dev.rein.it.host;

import java.io.IOException;
import java.util.Random;

/**
 * Talks to itself over loopback in every way, in amounts that its argument's random numbers give,
 * and prints what it did: {@code net.connects=12 net.bytes.sent=…}. Ends with stdin.
 */
public final class NetHost {
  private NetHost() {}

  /** Takes the seed. */
  public static void main(String[] args) throws Exception {
    NetLog log = new NetLog();
    Random random = new Random(Long.parseLong(args[0]));
    try (NetPeer peer = new NetPeer(log)) {
      for (int round = 0; round < 3; round++) {
        StreamTalk.all(peer, log, random);
        PacketTalk.all(log, random);
        Names.all(log);
      }
    }
    System.out.println(log);
    System.out.println("ready");
    waitForEnd();
  }

  private static void waitForEnd() throws IOException {
    while (System.in.read() >= 0) {
      // Nobody says anything here.
    }
  }
}
