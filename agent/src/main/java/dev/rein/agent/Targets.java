package dev.rein.agent;

import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Says in a few words what a call is about. Of an HTTP request the host only, of a command the
 * program only: the rest may hold secrets.
 */
final class Targets {
  private static final int LONGEST = 1_000;

  private Targets() {}

  static String describe(@Nullable Object target) {
    String text;
    if (target == null) {
      return "";
    } else if (target instanceof String[] command) {
      text = command.length == 0 ? "" : command[0];
    } else if (target instanceof Thread thread) {
      text = thread.getName();
    } else if (target instanceof HttpURLConnection connection) {
      URL url = connection.getURL();
      text = address(url.getProtocol(), url.getHost(), url.getPort());
    } else if (target instanceof String path) {
      text = path;
    } else {
      text = Requests.host(target);
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  private static String address(@Nullable String scheme, String host, int port) {
    return (scheme == null ? "" : scheme + "://") + host + (port < 0 ? "" : ":" + port);
  }

  /** Apart, so that a JVM without {@code java.net.http} never loads it. */
  private static final class Requests {
    static String host(Object target) {
      if (target instanceof HttpRequest request) {
        URI uri = request.uri();
        return address(uri.getScheme(), uri.getHost(), uri.getPort());
      }
      URI library = HttpRequests.address(target);
      return library == null
          ? ""
          : address(library.getScheme(), library.getHost(), library.getPort());
    }
  }
}
