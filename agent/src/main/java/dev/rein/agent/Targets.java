package dev.rein.agent;

import dev.rein.hook.SentRequest;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says in a few words what a call is about. Of an HTTP request the host only, of a command the
 * program only: the rest may hold secrets.
 */
final class Targets {
  /** Stands for the host behind every Unix domain socket: this one. */
  private static final String UNIX = "unix";

  private static final int LONGEST = 1_000;

  private Targets() {}

  static String describe(@Nullable Object target) {
    String text;
    if (target == null) {
      return "";
    } else if (target instanceof SentRequest sent) {
      return describe(addressed(sent));
    } else if (target instanceof String[] command) {
      text = command.length == 0 ? "" : command[0];
    } else if (target instanceof Thread thread) {
      text = thread.getName();
    } else if (target instanceof HttpURLConnection connection) {
      URL url = connection.getURL();
      text = address(url.getProtocol(), url.getHost(), url.getPort());
    } else if (target instanceof String path) {
      text = path;
    } else if (target instanceof List<?> paths) {
      text = paths.get(0) + " to " + paths.get(1);
    } else if (target instanceof InetSocketAddress address) {
      text = address.getHostString() + ":" + address.getPort();
    } else if (target instanceof InetAddress || target instanceof SocketAddress) {
      text = target.toString();
    } else {
      text = Requests.describe(target);
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /**
   * The host that a request or a connection goes to, without its port: a name where one is known
   * without a look-up, else the address. Null when the target is of a kind that has none.
   */
  static @Nullable String host(@Nullable Object target) {
    if (target instanceof SentRequest sent) {
      return host(addressed(sent));
    } else if (target instanceof InetSocketAddress address) {
      return address.getHostString();
    } else if (target instanceof InetAddress address) {
      return new InetSocketAddress(address, 0).getHostString();
    } else if (target instanceof UnixDomainSocketAddress) {
      return UNIX;
    } else if (target instanceof HttpURLConnection connection) {
      return unbracketed(connection.getURL().getHost());
    } else if (target instanceof String name) {
      return name;
    }
    return target == null ? null : unbracketed(Requests.hostOf(target));
  }

  private static @Nullable Object addressed(SentRequest sent) {
    return sent.address() == null ? sent.content() : sent.address();
  }

  /** Of an IPv6 address in a URL, the address. */
  private static @Nullable String unbracketed(@Nullable String host) {
    return host != null && host.startsWith("[") && host.endsWith("]")
        ? host.substring(1, host.length() - 1)
        : host;
  }

  private static String address(@Nullable String scheme, String host, int port) {
    return (scheme == null ? "" : scheme + "://") + host + (port < 0 ? "" : ":" + port);
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Requests {
    static String describe(Object target) {
      if (target instanceof HttpRequest request) {
        URI uri = request.uri();
        return address(uri.getScheme(), uri.getHost(), uri.getPort());
      }
      URI library = HttpRequests.address(target);
      return library == null
          ? ""
          : address(library.getScheme(), library.getHost(), library.getPort());
    }

    static @Nullable String hostOf(Object target) {
      if (target instanceof HttpRequest request) {
        return request.uri().getHost();
      }
      URI library = HttpRequests.address(target);
      return library == null ? null : library.getHost();
    }
  }
}
