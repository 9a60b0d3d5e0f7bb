package dev.rein.agent.view.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in and to which route. In this order: the name the server was called by, what anybody
 * may have, the token, the size of the body, the route.
 */
final class Entrance extends Handler.Abstract {
  static final int LARGEST_BODY = 64 * 1024;
  private static final String STREAM = Api.ROOT + "/stream";
  private static final String METRICS = "/metrics";

  private final AccessToken token;
  private final boolean loopback;
  private final Supplier<Snapshot> snapshots;
  private final EventStreams streams;
  private final List<Route> routes;
  private final Patience patience;

  Entrance(
      AccessToken token,
      boolean loopback,
      Supplier<Snapshot> snapshots,
      EventStreams streams,
      List<Route> routes,
      Patience patience) {
    this.token = token;
    this.loopback = loopback;
    this.snapshots = snapshots;
    this.streams = streams;
    this.routes = routes;
    this.patience = patience;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    protect(response);
    patience.begins(connection(request));
    HttpFields headers = request.getHeaders();
    String path = Objects.requireNonNullElse(request.getHttpURI().getPath(), "");
    if (loopback && !isOwnName(headers.get(HttpHeader.HOST))) {
      return send(response, callback, Answer.error(403, "not a name of this server"));
    }
    long length = headers.getLongField(HttpHeader.CONTENT_LENGTH);
    if (!isGet(request) || length > 0) {
      // What of a body is left unread ends the connection; the client must not use it again.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    if (length > LARGEST_BODY) {
      return send(response, callback, tooLarge(response));
    }
    Answer page = StaticPage.of(path);
    if (page != null) {
      return send(response, callback, isGet(request) ? page : notAllowed(response, "GET"));
    }
    if (!token.isIn(headers.get(HttpHeader.AUTHORIZATION))) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      return send(response, callback, Answer.error(401, "a token is needed"));
    }
    if (!isGet(request) && isFromElsewhere(headers)) {
      return send(response, callback, Answer.error(403, "not from another site's page"));
    }
    if (path.equals(STREAM) && isGet(request)) {
      return stream(request, response, callback);
    }
    return send(response, callback, answer(request, response, path));
  }

  private Answer answer(Request request, Response response, String path) throws IOException {
    if (path.equals(STREAM) || path.equals(METRICS)) {
      return isGet(request)
          ? MetricsPage.of(snapshots.get(), request.getHeaders().get(HttpHeader.ACCEPT))
          : notAllowed(response, "GET");
    }
    List<String> methods = new ArrayList<>();
    try {
      List<String> parts = parts(path);
      for (Route route : routes) {
        List<String> found = route.match(parts);
        if (found != null && route.method().equals(request.getMethod())) {
          return answer(request, response, route, found);
        }
        if (found != null) {
          methods.add(route.method());
        }
      }
    } catch (Parameters.Bad bad) {
      return Answer.error(400, String.valueOf(bad.getMessage()));
    }
    return methods.isEmpty()
        ? Answer.error(404, "there is nothing here; the description is " + StaticPage.OPENAPI)
        : notAllowed(response, String.join(", ", methods));
  }

  private static Answer answer(Request request, Response response, Route route, List<String> found)
      throws IOException {
    String body = "";
    if (route.method().equals("POST")) {
      String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
      // A form of another site can send anything but this.
      if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase("application/json")) {
        return Answer.error(415, "Content-Type must be application/json");
      }
      try (InputStream in = Request.asInputStream(request)) {
        byte[] bytes = in.readNBytes(LARGEST_BODY + 1);
        if (bytes.length > LARGEST_BODY) {
          return tooLarge(response);
        }
        body = new String(bytes, StandardCharsets.UTF_8);
      }
    }
    Parameters parameters = new Parameters(found, query(request));
    parameters.allowOnly(route.query());
    return route.responder().answer(parameters, body);
  }

  private boolean stream(Request request, Response response, Callback callback) {
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    EndPoint connection = connection(request);
    if (streams.open(connection, response, callback, snapshots)) {
      patience.waive(connection);
      return true;
    }
    response.getHeaders().put(HttpHeader.RETRY_AFTER, "10");
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    return send(
        response,
        // Not left to the client, who would hold one of few connections for as long as it likes.
        Callback.from(callback, () -> connection.close()),
        Answer.error(503, EventStreams.MOST + " streams are open, which is the most"));
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> query = new LinkedHashMap<>();
    try {
      for (Fields.Field field : Request.extractQueryParameters(request)) {
        query.put(field.getName(), field.getValue());
      }
    } catch (RuntimeException e) {
      throw new Parameters.Bad("the query must be UTF-8, percent-encoded");
    }
    return query;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    try {
      for (String part : path.substring(path.isEmpty() ? 0 : 1).split("/", -1)) {
        parts.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw new Parameters.Bad("the path must be UTF-8, percent-encoded");
    }
    return parts;
  }

  /** Another name that leads here is one an attacker has made so. */
  private static boolean isOwnName(@Nullable String host) {
    return host != null && host.matches("(?i)(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");
  }

  /** Browsers say so of what a page of another origin has made them send. */
  private static boolean isFromElsewhere(HttpFields headers) {
    String site = headers.get("Sec-Fetch-Site");
    String origin = headers.get(HttpHeader.ORIGIN);
    String host = headers.get(HttpHeader.HOST);
    return (site != null && !site.equals("same-origin") && !site.equals("none"))
        || (origin != null && !origin.replaceFirst("^https?://", "").equalsIgnoreCase(host));
  }

  private static EndPoint connection(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  private static boolean isGet(Request request) {
    return request.getMethod().equals("GET");
  }

  private static Answer notAllowed(Response response, String methods) {
    response.getHeaders().put(HttpHeader.ALLOW, methods);
    return Answer.error(405, "the method here is " + methods);
  }

  private static Answer tooLarge(Response response) {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    return Answer.error(413, "a body may have " + LARGEST_BODY + " bytes");
  }

  static void protect(Response response) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(new HttpField(HttpHeader.CACHE_CONTROL, "no-store"));
  }

  static boolean send(Response response, Callback callback, Answer answer) {
    response.setStatus(answer.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
    response.write(true, ByteBuffer.wrap(answer.body()), callback);
    return true;
  }
}
