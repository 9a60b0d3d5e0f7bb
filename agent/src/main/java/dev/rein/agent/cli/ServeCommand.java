package dev.rein.agent.cli;

import dev.rein.agent.view.web.AccessToken;
import dev.rein.agent.view.web.LedgerWatch;
import dev.rein.agent.view.web.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rein serve}: all ledgers of a folder in a browser, as JSON and as metrics. */
@Command(
    name = "serve",
    description = "Shows all JVMs under Rein in a browser, as JSON and as Prometheus metrics.")
final class ServeCommand implements Callable<Integer> {
  @Mixin private LedgerDir dir;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Where to listen [${DEFAULT-VALUE}].",
      defaultValue = "127.0.0.1")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "0 for any that is free [${DEFAULT-VALUE}].",
      defaultValue = "7346")
  private int port = 7346;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the token that clients must show [DIR/token]; made when missing.")
  private @Nullable Path tokenFile;

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new CommandFailure(ExitCode.USAGE, "--port must be from 0 to 65535");
    }
    Path file = tokenFile == null ? dir.path().resolve("token") : tokenFile;
    InetSocketAddress address = new InetSocketAddress(host, port);
    try (LedgerWatch watch = new LedgerWatch(dir.path(), Clock.systemUTC(), LedgerDir::warn)) {
      AccessToken token = AccessToken.of(file);
      try (WebServer server = WebServer.start(address, token, watch, new WebSteering())) {
        watch.start();
        if (!address.getAddress().isLoopbackAddress()) {
          LedgerDir.warn(
              "others on the network can reach this, and nothing is encrypted;"
                  + " put a proxy with TLS before it");
        }
        Stdout.line("http://" + shown(address) + ":" + server.port() + "/#token=" + token.text());
        Stdout.flush();
        LedgerDir.warn("open this address in a browser; Ctrl-C ends it");
        new CountDownLatch(1).await();
      }
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILURE, String.valueOf(e.getMessage()));
    }
    return ExitCode.OK;
  }

  private static String shown(InetSocketAddress address) {
    String text = address.getHostString();
    return text.contains(":") ? "[" + text + "]" : text;
  }
}
