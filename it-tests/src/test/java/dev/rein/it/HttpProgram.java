package dev.rein.it;

import java.util.List;

/** A program of {@code src/test/programs}, what it uses, and which hooks it goes through. */
enum HttpProgram {
  APACHE_4_0("Apache40", 8, 4, "AbstractHttpClient.doExecute", "AbstractHttpClient.execute"),
  APACHE_4(
      "Apache4",
      8,
      4,
      "InternalHttpClient.doExecute",
      "MinimalHttpClient.doExecute",
      "BHttpConnectionBase.prepareInput",
      "ContentLengthInputStream.read",
      "ContentLengthInputStream.close",
      "ChunkedInputStream.read",
      "ChunkedInputStream.close",
      "IdentityInputStream.read",
      "IdentityInputStream.close"),
  APACHE_ASYNC_4(
      "ApacheAsync4",
      8,
      4,
      "DefaultClientExchangeHandlerImpl.start",
      "DefaultClientExchangeHandlerImpl.responseReceived",
      "DefaultClientExchangeHandlerImpl.responseCompleted",
      "DefaultClientExchangeHandlerImpl.failed",
      "DefaultClientExchangeHandlerImpl.close",
      "AbstractClientExchangeHandler.failed",
      "AbstractClientExchangeHandler.close"),
  /** Does not try the server that is not there, as the client would never come back from it. */
  APACHE_ASYNC_4_MINIMAL(
      "ApacheAsync4",
      7,
      3,
      "MinimalClientExchangeHandlerImpl.start",
      "MinimalClientExchangeHandlerImpl.responseReceived",
      "MinimalClientExchangeHandlerImpl.responseCompleted"),
  APACHE_5(
      "Apache5",
      8,
      4,
      "InternalHttpClient.doExecute",
      "MinimalHttpClient.doExecute",
      "BHttpConnectionBase.createIncomingEntity"),
  APACHE_ASYNC_5(
      "Apache5",
      8,
      4,
      "AsyncExecChain$Scope.<init>",
      "InternalAbstractHttpAsyncClient$1$2.handleResponse",
      "InternalAbstractHttpAsyncClient$1$2.failed",
      "InternalAbstractHttpAsyncClient$1.handleResponse",
      "InternalAbstractHttpAsyncClient$1.failed",
      "InternalAbstractHttpAsyncClient$2.handleResponse",
      "InternalAbstractHttpAsyncClient$2.failed",
      "BasicClientExchangeHandler.produceRequest",
      "BasicClientExchangeHandler.consumeResponse",
      "BasicClientExchangeHandler.failed",
      "BasicClientExchangeHandler.cancel"),
  OKHTTP(
      "Ok",
      8,
      4,
      "RealCall.getResponseWithInterceptorChain",
      "RealCall.getResponseWithInterceptorChain$okhttp",
      "Exchange.openResponseBody",
      "Exchange$ResponseBodySource.read",
      "Exchange$ResponseBodySource.close",
      "Http1xStream.openResponseBody",
      "Http1xStream$FixedLengthSource.read",
      "Http1xStream$FixedLengthSource.close",
      "Http1xStream$ChunkedSource.read",
      "Http1xStream$ChunkedSource.close",
      "Http1xStream$UnknownLengthSource.read",
      "Http1xStream$UnknownLengthSource.close",
      "Http1Codec.openResponseBody",
      "Http1Codec$FixedLengthSource.read",
      "Http1Codec$FixedLengthSource.close",
      "Http1Codec$ChunkedSource.read",
      "Http1Codec$ChunkedSource.close",
      "Http1Codec$UnknownLengthSource.read",
      "Http1Codec$UnknownLengthSource.close",
      "Http2Codec.openResponseBody",
      "Http2Codec$StreamFinishingSource.read",
      "Http2Codec$StreamFinishingSource.close"),
  JETTY(
      "Jetty",
      8,
      4,
      "HttpDestination.enqueue",
      "ResponseNotifier.notifyComplete",
      "ResponseListeners.notifyComplete"),
  REACTOR(
      "Reactor",
      8,
      4,
      "HttpConnectionProvider.acquire",
      "HttpClientConnect$HttpIOHandlerObserver.onStateChange",
      "HttpClientConnect$HttpClientHandler.test"),
  /** Follows the redirect with another message, and never gets one to nobody. */
  ASYNC_HTTP(
      "AsyncHttp",
      8,
      3,
      "HttpClientCodec$Encoder.encode",
      "HttpClientCodec$Decoder.channelInactive"),
  /** Neither follows the redirect nor gets a message to nobody. */
  NETTY(
      "Netty",
      7,
      3,
      "HttpClientCodec$Encoder.encode",
      "HttpClientCodec$Decoder.isContentAlwaysEmpty",
      "HttpClientCodec$Decoder.decode"),
  SPRING("Spring", 8, 4, "InternalHttpClient.doExecute");

  private final String main;
  private final int requests;
  private final int errors;

  // Unmodifiable, which the type does not say.
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> hooks;

  HttpProgram(String main, int requests, int errors, String... hooks) {
    this.main = main;
    this.requests = requests;
    this.errors = errors;
    this.hooks = List.of(hooks);
  }

  /** Its class, in a source file of that name. */
  String main() {
    return main;
  }

  /** How many it makes, the first and not the one beyond the budget included. */
  int requests() {
    return requests;
  }

  /** How many of them fail or get an answer that says so. */
  int errors() {
    return errors;
  }

  /** Class, without its package, and method. */
  List<String> hooks() {
    return hooks;
  }
}
