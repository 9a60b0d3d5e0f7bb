package dev.rein.agent.view.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rein.agent.view.AgentLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow, greedy or many, or come from elsewhere. */
final class WebRobustnessTest {
  private static final int LONG_WAIT = 20_000;

  @TempDir private Path dir;
  private final BlockingQueue<String> remarks = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new ArrayList<>();
  private AgentLedger ledger;
  private LedgerWatch watch;
  private AccessToken token;
  private WebServer server;

  private static final class Nobody implements Steering {
    @Override
    public void pause(Path ledger, String account, String reason) {}

    @Override
    public void resume(Path ledger, String account) {}

    @Override
    public void decide(Path ledger, long call, boolean approved) {}
  }

  @BeforeEach
  void start() throws IOException {
    ledger = new AgentLedger(dir);
    ledger.fillWithAgents();
    watch = new LedgerWatch(dir, Clock.systemUTC(), remarks::add);
    token = AccessToken.of(dir.resolve("token"));
    server = start(Duration.ofMinutes(1));
    watch.look();
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    server.close();
    watch.close();
    ledger.close();
  }

  private WebServer start(Duration patience) throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return WebServer.start(address, token, watch, new Nobody(), patience);
  }

  private Socket open(WebServer to, String text) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), to.port()));
    socket.setSoTimeout(LONG_WAIT);
    write(socket, text);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private String request(String line, String... headers) {
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + token.text()
        + "\r\n"
        + String.join("", headers)
        + "\r\n";
  }

  private static String status(Socket socket) throws IOException {
    return new String(socket.getInputStream().readNBytes(12), US_ASCII);
  }

  /** What comes until a text is among it. */
  private static String readUntil(Socket socket, String text) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      all.write(next);
      if (next == text.charAt(text.length() - 1) && all.toString(US_ASCII).endsWith(text)) {
        return all.toString(US_ASCII);
      }
    }
    throw new AssertionError("ended before " + text + ": " + all.toString(US_ASCII));
  }

  private boolean answers() throws IOException {
    return status(open(server, request("GET /api/v1/health"))).equals("HTTP/1.1 200");
  }

  /** Sends a byte now and then, as one does who wants to hold a connection for ever. */
  private static boolean isCutOff(Socket socket) throws IOException {
    socket.setSoTimeout(50);
    for (int tries = 0; tries < LONG_WAIT / 50; tries++) {
      if (!takesAnother(socket)) {
        return true;
      }
    }
    return false;
  }

  private static boolean takesAnother(Socket socket) {
    try {
      write(socket, "x");
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException stillOpen) {
      return true;
    } catch (IOException cut) {
      return false;
    }
  }

  @Test
  void headersOrABodyThatDripAreCutOff() throws IOException {
    try (WebServer strict = start(Duration.ofSeconds(1))) {
      assertThat(isCutOff(open(strict, "GET / HTTP/1.1\r\nHost: localhost\r\nX: "))).isTrue();
      String order = "POST /api/v1/jvms/1/accounts/jvm/pause";
      String[] headers = {"Content-Type: application/json\r\n", "Content-Length: 5000\r\n"};
      assertThat(isCutOff(open(strict, request(order, headers)))).isTrue();
    }
    assertThat(answers()).isTrue();
  }

  @Test
  void aBodyWithoutEndIsRefusedEarlyWhetherItsSizeIsSaidOrNot() throws IOException {
    String order = "POST /api/v1/jvms/1/accounts/jvm/pause";
    String json = "Content-Type: application/json\r\n";
    Socket declared = open(server, request(order, json, "Content-Length: 1073741824\r\n"));
    assertThat(status(declared)).isEqualTo("HTTP/1.1 413");
    assertThat(sent(open(server, request(order, json, "Transfer-Encoding: chunked\r\n"))))
        .isLessThan(64 << 20);
    String stranger = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(sent(open(server, stranger))).isLessThan(64 << 20);
    assertThat(answers()).isTrue();
  }

  /** How much of a gigabyte in chunks is taken before the connection ends. */
  private static long sent(Socket socket) {
    byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(US_ASCII);
    long sent = 0;
    try {
      OutputStream out = socket.getOutputStream();
      for (; sent < 1 << 30; sent += 0x10000) {
        out.write(chunk);
      }
    } catch (IOException ended) {
      return sent;
    }
    return sent;
  }

  @Test
  void ofAThousandStreamsAHundredStayAndTheOthersAreToldWhenToComeAgain() throws IOException {
    int open = 0;
    int refused = 0;
    for (int i = 0; i < 1_000; i++) {
      Socket socket = open(server, request("GET /api/v1/stream"));
      String head = readUntil(socket, "\r\n\r\n");
      open += head.startsWith("HTTP/1.1 200") ? 1 : 0;
      refused +=
          head.startsWith("HTTP/1.1 503")
                  && head.contains("Retry-After: 10\r\n")
                  && head.toLowerCase(Locale.ROOT).contains("connection: close")
              ? 1
              : 0;
    }
    assertThat(open).isEqualTo(100);
    assertThat(refused).isEqualTo(900);
    watch.look();
    assertThat(answers()).isTrue();
  }

  @Test
  void aStreamThatIsNotReadIsCutOffAndHoldsUpNobody() throws IOException {
    for (int account = 10; account < 400; account++) {
      ledger.open(account, "agent-" + account, "jvm");
      ledger.limit(account, "files.read", "budget", 100, "pause");
      ledger.limit(account, "http.requests", "budget", 100, "pause");
    }
    Socket idle = open(server, request("GET /api/v1/stream"));
    assertThat(status(idle)).isEqualTo("HTTP/1.1 200");
    long told = 0;
    for (int i = 0; i < 100; i++) {
      ledger.use(2, "files.read", 1);
      ledger.view().close();
      watch.look();
      told += 100_000;
    }
    // It gets what was under way, and then the end; or it is reset.
    assertThat(lengthOf(idle)).isLessThan(told);
    assertThat(answers()).isTrue();
  }

  private static long lengthOf(Socket socket) {
    long length = 0;
    try {
      InputStream in = socket.getInputStream();
      byte[] part = new byte[64 * 1024];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        length += read;
      }
    } catch (SocketTimeoutException stillOpen) {
      return Long.MAX_VALUE;
    } catch (IOException reset) {
      return length;
    }
    return length;
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() throws IOException {
    String request = request("GET /api/v1/health");
    Socket socket = open(server, request);
    for (int i = 0; i < 5; i++) {
      assertThat(readUntil(socket, "Z\"}")).contains("HTTP/1.1 200").doesNotContain("close");
      write(socket, request);
    }
  }

  @Test
  void aQuietStreamHasAHeartbeat() throws IOException {
    Socket stream = open(server, request("GET /api/v1/stream"));
    assertThat(readUntil(stream, "event: snapshot\n")).startsWith("HTTP/1.1 200");
    for (int i = 0; i < 30; i++) {
      watch.look();
    }
    assertThat(readUntil(stream, ": alive\n\n")).endsWith(": alive\n\n");
  }

  @Test
  void aPageOfAnotherSiteGivesNoOrders() throws IOException {
    String order = "POST /api/v1/jvms/1/accounts/jvm/pause";
    String json = "Content-Type: application/json\r\nContent-Length: 2\r\n";
    for (String from :
        List.of("Origin: https://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\n")) {
      assertThat(status(open(server, request(order, json, from) + "{}"))).isEqualTo("HTTP/1.1 403");
    }
    String own = "Origin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n";
    assertThat(status(open(server, request(order, json, own) + "{}"))).isEqualTo("HTTP/1.1 404");
    String rebound = request("GET /api/v1/jvms").replace("localhost", "evil.example");
    assertThat(status(open(server, rebound))).isEqualTo("HTTP/1.1 403");
  }

  @Test
  void whatGoesWrongWhileLookingIsSaidOnceAndInTheHealth() throws Exception {
    watch.listen(
        snapshot -> {
          throw new IllegalStateException("should never happen");
        });
    watch.start();
    assertThat(remarks.poll(LONG_WAIT, TimeUnit.MILLISECONDS)).contains("should never happen");
    Socket health = open(server, request("GET /api/v1/health"));
    assertThat(readUntil(health, "}")).isNotEmpty();
    assertThat(watch.snapshot().problems()).anyMatch(line -> line.contains("never happen"));
    assertThat(watch.snapshot().jvms()).hasSize(1);
    assertThat(remarks).isEmpty();
  }
}
