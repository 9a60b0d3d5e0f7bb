import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** A client that somebody has built on Netty: one connection a request. */
public final class Netty {
  private Netty() {}

  @SuppressWarnings("deprecation")
  public static void main(String[] args) throws Exception {
    NioEventLoopGroup loops = new NioEventLoopGroup(1);
    new Calls(args[0]).make(args[1], url -> get(loops, URI.create(url)));
    loops.shutdownGracefully().sync();
  }

  private static int get(NioEventLoopGroup loops, URI url) throws Exception {
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
                        .addLast(new HttpObjectAggregator(1000))
                        .addLast(new Answers(status));
                  }
                });
    Channel channel = bootstrap.connect(url.getHost(), url.getPort()).sync().channel();
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url.getRawPath());
    request.headers().set(HttpHeaderNames.HOST, url.getRawAuthority());
    try {
      channel.writeAndFlush(request).sync();
      return status.get();
    } finally {
      channel.close().sync();
    }
  }

  private static final class Answers extends SimpleChannelInboundHandler<FullHttpResponse> {
    private final CompletableFuture<Integer> status;

    Answers(CompletableFuture<Integer> status) {
      this.status = status;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse answer) {
      status.complete(answer.status().code());
    }
  }
}
