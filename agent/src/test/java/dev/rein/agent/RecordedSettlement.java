package dev.rein.agent;

import dev.rein.agent.model.ModelRequest;
import dev.rein.agent.model.ModelUsage;
import java.net.http.HttpRequest;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps how calls of models were settled. */
final class RecordedSettlement implements ModelCall.Settlement {
  private int times;
  private int status;
  private @Nullable ModelUsage usage;

  /** A call of a model by this request, which reserves nothing. */
  ModelCall call(HttpRequest request) {
    JdkRequest read = new JdkRequest(request);
    ModelRequest model =
        ModelRequest.read(read.method(), read.uri(), read.body(), read.bodyLength());
    return new ModelCall(this, Objects.requireNonNull(model), 0);
  }

  @Override
  public synchronized void settle(ModelCall call, ModelUsage used) {
    times++;
    status = call.status();
    usage = used;
  }

  @Override
  public void repeated(ModelCall call) {}

  @Override
  public void withdrawn(ModelCall call) {}

  @Override
  public void answered(Function<String, @Nullable String> header) {}

  synchronized int times() {
    return times;
  }

  synchronized int status() {
    return status;
  }

  synchronized ModelUsage usage() {
    return Objects.requireNonNull(usage);
  }
}
