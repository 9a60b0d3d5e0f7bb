package dev.rein.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Sends a program under test the parts of a body one by one: the next only when the program has
 * said, on a connection of its own that begins with {@code PACE}, that it has got all of the one
 * before.
 */
final class BodyServer implements AutoCloseable {
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final ReadCount read = new ReadCount();
  private final ServerSocket connections;

  private BodyServer() throws IOException {
    connections = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    executor.execute(this::accept);
  }

  static BodyServer start() throws IOException {
    return new BodyServer();
  }

  /** With a slash at the end. */
  String url() {
    return "http://127.0.0.1:" + connections.getLocalPort() + "/";
  }

  private void accept() {
    while (!connections.isClosed()) {
      try {
        Socket socket = connections.accept();
        socket.setTcpNoDelay(true);
        executor.execute(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      String first = line(in);
      if (first.equals("PACE")) {
        DataInputStream counts = new DataInputStream(in);
        while (true) {
          read.add(counts.readInt());
        }
      }
      int length = 0;
      boolean decompresses = false;
      for (String header = line(in); !header.isEmpty(); header = line(in)) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
        } else if (lower.startsWith("transfer-encoding:")) {
          length = -1;
        } else if (lower.startsWith("accept-encoding:")) {
          decompresses = lower.contains("gzip");
        }
      }
      readBody(in, length);
      String path = first.split(" ", -1)[1];
      answer(socket.getOutputStream(), path.substring(1, path.indexOf('/', 1)), decompresses);
    } catch (IOException | InterruptedException goneAway) {
      // Who has enough does not wait for the rest.
    }
  }

  private static void readBody(InputStream in, int length) throws IOException {
    if (length >= 0) {
      in.readNBytes(length);
      return;
    }
    for (int size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      in.readNBytes(size);
      line(in);
    }
    line(in);
  }

  private void answer(OutputStream out, String name, boolean decompresses)
      throws IOException, InterruptedException {
    if (BodyScripts.pours(name)) {
      BodyScripts.pour(out, name);
      return;
    }
    BodyScripts.Script script = BodyScripts.of(name);
    read.reset();
    List<BodyScripts.Part> parts = script.parts();
    long sent = 0;
    for (int i = 0; i < parts.size(); i++) {
      // The head comes with the first part.
      ByteArrayOutputStream once = new ByteArrayOutputStream();
      if (i == 0) {
        once.writeBytes(script.head().getBytes(UTF_8));
      }
      once.writeBytes(parts.get(i).wire());
      out.write(once.toByteArray());
      out.flush();
      sent += decompresses ? parts.get(i).plain() : parts.get(i).content();
      if (i < parts.size() - 1) {
        read.await(sent);
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new IOException("ended in a line");
      }
      line.write(read);
    }
    return line.toString(ISO_8859_1).strip();
  }

  /** How many bytes the program has got of the answer. */
  private static final class ReadCount {
    private long bytes;

    synchronized void reset() {
      bytes = 0;
    }

    synchronized void add(int more) {
      bytes += more;
      notifyAll();
    }

    synchronized void await(long expected) throws InterruptedException {
      while (bytes < expected) {
        wait();
      }
    }
  }

  @Override
  public void close() throws IOException {
    connections.close();
    executor.shutdownNow();
  }
}
