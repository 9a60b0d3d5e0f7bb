package dev.rein.instrumentation;

import dev.rein.instrumentation.agents.AdkInstrumentation;
import dev.rein.instrumentation.agents.EmbabelInstrumentation;
import dev.rein.instrumentation.agents.LangChain4jAgenticInstrumentation;
import dev.rein.instrumentation.agents.LangChain4jInstrumentation;
import dev.rein.instrumentation.agents.SpringAiInstrumentation;
import dev.rein.instrumentation.context.ApiInstrumentation;
import dev.rein.instrumentation.context.ExecutorInstrumentation;
import dev.rein.instrumentation.context.ForkJoinInstrumentation;
import dev.rein.instrumentation.context.JvmWorkInstrumentation;
import dev.rein.instrumentation.context.TimerInstrumentation;
import dev.rein.instrumentation.file.AsynchronousFileChannelInstrumentation;
import dev.rein.instrumentation.file.FileAttributesInstrumentation;
import dev.rein.instrumentation.file.FileChannelInstrumentation;
import dev.rein.instrumentation.file.FileDescriptorInstrumentation;
import dev.rein.instrumentation.file.FileInputStreamInstrumentation;
import dev.rein.instrumentation.file.FileInstrumentation;
import dev.rein.instrumentation.file.FileOutputStreamInstrumentation;
import dev.rein.instrumentation.file.FileSystemProviderInstrumentation;
import dev.rein.instrumentation.file.RandomAccessFileInstrumentation;
import dev.rein.instrumentation.file.SecureDirectoryStreamInstrumentation;
import dev.rein.instrumentation.http.ApacheAsyncClient5Instrumentation;
import dev.rein.instrumentation.http.ApacheAsyncClientInstrumentation;
import dev.rein.instrumentation.http.ApacheClientInstrumentation;
import dev.rein.instrumentation.http.HttpClientInstrumentation;
import dev.rein.instrumentation.http.HttpUrlConnectionInstrumentation;
import dev.rein.instrumentation.http.JettyClientInstrumentation;
import dev.rein.instrumentation.http.NettyInstrumentation;
import dev.rein.instrumentation.http.OkHttpInstrumentation;
import dev.rein.instrumentation.http.ReactorNettyInstrumentation;
import dev.rein.instrumentation.net.AsyncChannelInstrumentation;
import dev.rein.instrumentation.net.DatagramInstrumentation;
import dev.rein.instrumentation.net.LookUpInstrumentation;
import dev.rein.instrumentation.net.SocketChannelInstrumentation;
import dev.rein.instrumentation.net.SocketInstrumentation;
import dev.rein.instrumentation.process.NativeLibraryInstrumentation;
import dev.rein.instrumentation.process.ProcessInstrumentation;
import dev.rein.instrumentation.thread.ThreadInstrumentation;
import java.util.List;
import java.util.stream.Stream;

/** Every hook there is. */
public final class HookCatalog {
  private HookCatalog() {}

  /** The hooks whose methods the JDK of this feature release has. */
  public static List<HookSpec> forJdk(int jdk) {
    return Stream.of(
            JvmWorkInstrumentation.hooks(),
            FileInputStreamInstrumentation.hooks(),
            FileOutputStreamInstrumentation.hooks(),
            RandomAccessFileInstrumentation.hooks(),
            FileInstrumentation.hooks(),
            FileSystemProviderInstrumentation.hooks(),
            SecureDirectoryStreamInstrumentation.hooks(),
            FileAttributesInstrumentation.hooks(),
            FileChannelInstrumentation.hooks(),
            AsynchronousFileChannelInstrumentation.hooks(),
            FileDescriptorInstrumentation.hooks(),
            HttpClientInstrumentation.hooks(),
            HttpUrlConnectionInstrumentation.hooks(),
            SocketInstrumentation.hooks(),
            SocketChannelInstrumentation.hooks(),
            AsyncChannelInstrumentation.hooks(),
            DatagramInstrumentation.hooks(),
            LookUpInstrumentation.hooks(),
            ApacheClientInstrumentation.hooks(),
            ApacheAsyncClientInstrumentation.hooks(),
            ApacheAsyncClient5Instrumentation.hooks(),
            OkHttpInstrumentation.hooks(),
            JettyClientInstrumentation.hooks(),
            NettyInstrumentation.hooks(),
            ReactorNettyInstrumentation.hooks(),
            ProcessInstrumentation.hooks(),
            NativeLibraryInstrumentation.hooks(),
            ThreadInstrumentation.hooks(),
            ExecutorInstrumentation.hooks(),
            ForkJoinInstrumentation.hooks(),
            TimerInstrumentation.hooks(),
            ApiInstrumentation.hooks(),
            LangChain4jInstrumentation.hooks(),
            LangChain4jAgenticInstrumentation.hooks(),
            AdkInstrumentation.hooks(),
            EmbabelInstrumentation.hooks(),
            SpringAiInstrumentation.hooks())
        .flatMap(List::stream)
        .filter(hook -> hook.appliesTo(jdk))
        .toList();
  }
}
