package dev.rein.it.bench;

import dev.rein.api.Resource;
import dev.rein.hook.FileBytes;
import dev.rein.hook.FileHooks;
import dev.rein.hook.Hooks;
import dev.rein.hook.NetHooks;
import dev.rein.hook.Operation;
import dev.rein.hook.ThreadHooks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What the advice adds to a call, without the call: precise where a system call's own time varies
 * by more. Without the agent the same code finds no handler.
 */
@State(Scope.Thread)
public class HookPath {
  private final String path = System.getProperty("java.io.tmpdir") + "/rein-bench.txt";
  private final Thread thread = new Thread(() -> {});
  private final HttpRequest request =
      HttpRequest.newBuilder(URI.create("http://127.0.0.1/")).build();
  private final String[] command = {"true"};
  private final long bytes = 1024;
  private final Socket socket = new Socket();
  private final InetAddress peer = InetAddress.getLoopbackAddress();
  private final InetSocketAddress remote = new InetSocketAddress(peer, 1);

  @Benchmark
  public void read() throws IOException {
    FileBytes.beforeTransfer(Resource.FILE_BYTES_READ, path, null);
    FileBytes.transferred(Resource.FILE_BYTES_READ, path, null, bytes);
  }

  @Benchmark
  public void write() throws IOException {
    FileBytes.beforeTransfer(Resource.FILE_BYTES_WRITTEN, path, null);
    FileBytes.transferred(Resource.FILE_BYTES_WRITTEN, path, null, bytes);
  }

  @Benchmark
  public void receive() throws IOException {
    NetHooks.beforeTransfer(Resource.NET_BYTES_RECEIVED);
    NetHooks.transferred(Resource.NET_BYTES_RECEIVED, peer, bytes);
  }

  @Benchmark
  public void send() throws IOException {
    NetHooks.beforeTransfer(Resource.NET_BYTES_SENT);
    NetHooks.transferred(Resource.NET_BYTES_SENT, peer, bytes);
  }

  @Benchmark
  public @Nullable Object connect() throws IOException {
    Object outcome = NetHooks.connect(socket, remote);
    Hooks.end(outcome, remote, true);
    return outcome;
  }

  @Benchmark
  public @Nullable Object openToRead() throws IOException {
    Object outcome = FileHooks.openFile(Operation.FILE_READ, path);
    Hooks.end(outcome, null, true);
    return outcome;
  }

  @Benchmark
  public @Nullable Object startThread() {
    Object outcome = ThreadHooks.startThread(Operation.THREAD_START, thread);
    Hooks.end(outcome, null, true);
    return outcome;
  }

  @Benchmark
  public @Nullable Object request() throws IOException {
    Object outcome = Hooks.call(Operation.HTTP_REQUEST, request);
    Hooks.end(outcome, null, true);
    return outcome;
  }

  @Benchmark
  public @Nullable Object startProcess() throws IOException {
    Object outcome = Hooks.call(Operation.PROCESS_SPAWN, command);
    Hooks.end(outcome, null, true);
    return outcome;
  }

  /** What a class loader's look-up adds: it is not counted, but marks the thread. */
  @Benchmark
  public void loadClass() {
    Hooks.beginJvmWork();
    Hooks.endJvmWork();
  }
}
