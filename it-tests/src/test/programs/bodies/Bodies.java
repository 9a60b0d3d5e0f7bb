import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** What each program does with its client: asks for bodies, and prints what of them it gets, when. */
final class Bodies {
  static final byte[] QUESTION =
      ("{\"model\": \"gpt-loopback\", \"stream\": true,"
              + " \"messages\": [{\"role\": \"user\", \"content\": \"Go on.\"}]}")
          .getBytes(StandardCharsets.UTF_8);

  /** One way to use a client: posts the question and hands the answer's parts on as they come. */
  interface Way {
    void post(String url, Parts parts) throws Exception;
  }

  /** Takes an answer's parts; the server sends the next only when this has the one before. */
  static final class Parts {
    private final CRC32 sum = new CRC32();
    private final StringBuilder sizes = new StringBuilder();
    private final DataOutputStream pace;
    private final long most;
    private long bytes;

    private Parts(DataOutputStream pace, long most) {
      this.pace = pace;
      this.most = most;
    }

    /** Returns whether it wants more. */
    boolean take(byte[] buffer, int offset, int count) throws IOException {
      sum.update(buffer, offset, count);
      bytes += count;
      if (sizes.length() < 4_000) {
        sizes.append(' ').append(count);
      }
      pace.writeInt(count);
      return bytes < most;
    }

    /** Reads a stream to its end, by large parts or in each way there is. */
    void readAll(InputStream stream, boolean oddly) throws IOException {
      byte[] buffer = new byte[8_192];
      for (int turn = 0; ; turn++) {
        if (oddly && turn % 3 == 1) {
          int one = stream.read();
          buffer[0] = (byte) one;
          if (one < 0 || !take(buffer, 0, 1)) {
            return;
          }
        } else if (oddly && turn % 3 == 2) {
          long skipped = stream.skip(5);
          sizes.append(" skipped ").append(skipped);
          bytes += skipped;
        } else {
          int count = oddly ? stream.read(buffer, 2, 13) : stream.read(buffer);
          if (count < 0 || !take(buffer, oddly ? 2 : 0, count)) {
            return;
          }
        }
      }
    }
  }

  private final String server;

  Bodies(String server) {
    this.server = server;
  }

  /** For each line on stdin, a path below the server and how many bytes to take at most. */
  void ask(Way way) throws Exception {
    System.out.println("ready");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Socket pace = new Socket(InetAddress.getLoopbackAddress(), URI.create(server).getPort())) {
      DataOutputStream out = new DataOutputStream(pace.getOutputStream());
      out.writeBytes("PACE\n");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String[] words = line.split(" ", -1);
        Parts parts = new Parts(out, Long.parseLong(words[1]));
        String outcome = "whole";
        try {
          way.post(server + words[0], parts);
        } catch (Exception | Error failure) {
          outcome = outcome(failure);
        }
        // Of what comes faster than it is read, the sizes are chance.
        String sizes = parts.bytes > 1_000_000 ? "" : parts.sizes.toString();
        System.out.println(
            words[0] + " " + parts.bytes + " " + parts.sum.getValue() + " " + outcome + sizes);
        System.out.println("done");
      }
    }
    System.exit(0);
  }

  private static String outcome(Throwable failure) {
    StringBuilder names = new StringBuilder();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      names.append(one.getClass().getName()).append('|');
    }
    return names.toString();
  }
}
