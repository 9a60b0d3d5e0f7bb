import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** Asks a model by what somebody has built on Netty: one connection a request. */
public final class NettyModel {
  private NettyModel() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws Exception {
    NioEventLoopGroup loops = new NioEventLoopGroup(1);
    Asks.make(args[0], (url, body, reading) -> post(loops, URI.create(url), body, reading));
    loops.shutdownGracefully().sync();
  }

  private static int post(NioEventLoopGroup loops, URI url, String body, Asks.Reading reading)
      throws Exception {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new Answers(status, reading));
                  }
                });
    Channel channel = bootstrap.connect(url.getHost(), url.getPort()).sync().channel();
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1,
            HttpMethod.POST,
            url.getRawPath(),
            Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
    request.headers().set(HttpHeaderNames.HOST, url.getRawAuthority());
    request.headers().set(HttpHeaderNames.CONTENT_LENGTH, request.content().readableBytes());
    try {
      channel.writeAndFlush(request).sync();
      return status.get();
    } finally {
      channel.close().sync();
    }
  }

  private static final class Answers extends SimpleChannelInboundHandler<HttpObject> {
    private final CompletableFuture<Integer> answer;
    private final Asks.Reading reading;
    private int status;

    Answers(CompletableFuture<Integer> answer, Asks.Reading reading) {
      this.answer = answer;
      this.reading = reading;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part instanceof HttpResponse response) {
        status = response.status().code();
      }
      if (part instanceof HttpContent content) {
        reading.read(content.content().readableBytes());
        if (part instanceof LastHttpContent || reading.isEarly()) {
          answer.complete(status);
        }
      }
    }
  }
}
