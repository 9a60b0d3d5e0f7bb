package dev.rein.agent;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says where a request of a library's HTTP client goes. */
final class HttpRequests {
  private static final String CONTEXT = "io.netty.channel.ChannelHandlerContext";

  private HttpRequests() {}

  /** Scheme, host and port, of which some may be missing; null when it cannot be said. */
  static @Nullable URI address(Object request) {
    if (request instanceof Supplier<?> remote
        && remote.get() instanceof InetSocketAddress address) {
      return uri(null, address.getHostString(), address.getPort());
    }
    LibraryObject object = LibraryObject.of(request);
    if (object.is("okhttp3.Call")) {
      URI url = URI.create(String.valueOf(object.at("request").call("url")));
      return uri(url.getScheme(), url.getHost(), url.getPort());
    } else if (object.is("org.apache.http.HttpHost")
        || object.is("org.apache.hc.core5.http.HttpHost")) {
      return ofParts(object, "getSchemeName", object, "getHostName");
    } else if (object.is("org.apache.http.nio.protocol.HttpAsyncRequestProducer")) {
      return address(object.at("getTarget").target());
    } else if (object.is("org.apache.hc.core5.http.HttpRequest")) {
      return ofParts(object, "getScheme", object.at("getAuthority"), "getHostName");
    } else if (isJettyExchange(object)) {
      LibraryObject sent = object.at("getRequest");
      return ofParts(sent, "getScheme", sent, "getHost");
    } else if (object.is("io.netty.handler.codec.http.HttpRequest")) {
      Object host = object.at("headers").call("get", "Host");
      return host == null ? null : URI.create("//" + host);
    }
    return null;
  }

  /** Whether this is a message that begins a request, other than one for a proxy alone. */
  static boolean isRequestMessage(Object message) {
    LibraryObject object = LibraryObject.of(message);
    if (!object.is("io.netty.handler.codec.http.HttpRequest")) {
      return false;
    }
    // Netty 4.0 calls it getMethod.
    Object method = object.call(object.has("method") ? "method" : "getMethod");
    return !"CONNECT".equals(String.valueOf(method));
  }

  /**
   * The object that all parts of a request lead to and no other request does.
   *
   * @return null when the request is counted elsewhere
   */
  static @Nullable Object key(Object part) {
    LibraryObject object = LibraryObject.of(part);
    if (isJettyExchange(object)) {
      return object.call("getConversation");
    } else if (isJettyResult(object)) {
      return object.at("getRequest").call("getConversation");
    } else if (object.is(CONTEXT)) {
      // Reactor Netty's requests are counted before they get here.
      return isReactors(object) ? null : onWire(object);
    }
    return part;
  }

  /** The same of a request's message on the wire, wherever the request is counted. */
  static Object wireKey(Object part) {
    LibraryObject object = LibraryObject.of(part);
    return object.is(CONTEXT) ? onWire(object) : part;
  }

  /** A codec is of one connection; a stream of HTTP/2 has a channel of its own. */
  private static Object onWire(LibraryObject context) {
    LibraryObject handler = context.at("handler");
    return handler.is("io.netty.handler.codec.http.HttpClientCodec")
        ? handler.target()
        : context.at("channel").target();
  }

  /** Whether a part is one of Reactor Netty's on the wire. */
  static boolean isReactors(Object part) {
    LibraryObject object = LibraryObject.of(part);
    return object.is(CONTEXT) && isReactors(object);
  }

  private static boolean isReactors(LibraryObject context) {
    return String.valueOf(context.call("name")).startsWith("reactor.");
  }

  private static boolean isJettyExchange(LibraryObject object) {
    return object.is("org.eclipse.jetty.client.HttpExchange")
        || object.is("org.eclipse.jetty.client.transport.HttpExchange");
  }

  private static boolean isJettyResult(LibraryObject object) {
    return object.is("org.eclipse.jetty.client.Result")
        || object.is("org.eclipse.jetty.client.api.Result");
  }

  private static @Nullable URI ofParts(
      LibraryObject schemed, String scheme, LibraryObject hosted, String host) {
    Object name = Objects.requireNonNullElse(schemed.call(scheme), "http");
    return uri(name.toString(), String.valueOf(hosted.call(host)), hosted.number("getPort"));
  }

  private static @Nullable URI uri(@Nullable String scheme, String host, int port) {
    try {
      return new URI(scheme, null, host, port > 0 ? port : -1, null, null, null);
    } catch (URISyntaxException noUri) {
      return null;
    }
  }
}
