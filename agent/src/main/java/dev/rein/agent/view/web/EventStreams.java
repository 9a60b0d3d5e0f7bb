package dev.rein.agent.view.web;

import com.google.gson.JsonElement;
import dev.rein.agent.view.web.Snapshot.Told;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The clients that are told as it happens: what changed, each event, and else that all is well. */
final class EventStreams {
  static final int MOST = 100;
  private static final int HEARTBEAT_LOOKS = 10;

  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private String last = "";
  private long told;
  private int quiet;

  /**
   * Begins with how all stands now, and nothing is told before that.
   *
   * @return false when there are too many already
   */
  synchronized boolean open(
      EndPoint connection, Response response, Callback callback, Supplier<Snapshot> now) {
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      return false;
    }
    EventStream[] self = new EventStream[1];
    EventStream stream =
        new EventStream(
            connection,
            response,
            callback,
            () -> {
              count.decrementAndGet();
              streams.remove(self[0]);
            });
    self[0] = stream;
    streams.add(stream);
    stream.send(message("snapshot", document(now.get())));
    return true;
  }

  /** On the thread that reads ledgers. */
  synchronized void tell(Snapshot now) {
    quiet++;
    for (Told event : now.events()) {
      if (event.number() > told) {
        told = event.number();
        // After a burst the rest can be asked for; the numbers show that some are missing.
        if (now.events().get(now.events().size() - 1).number() - told < 8) {
          send(message("event", Answer.text(Documents.event(event))));
        }
      }
    }
    if (streams.isEmpty()) {
      last = "";
      return;
    }
    String document = document(now);
    if (!document.equals(last)) {
      last = document;
      send(message("snapshot", document));
    }
    if (quiet >= HEARTBEAT_LOOKS) {
      send(": alive\n\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private void send(byte[] message) {
    quiet = 0;
    streams.forEach(stream -> stream.send(message));
  }

  private static String document(Snapshot now) {
    JsonElement jvms = Documents.list(now.jvms(), jvm -> Documents.agents(jvm, now.at()));
    com.google.gson.JsonObject json = Documents.with("jvms", jvms);
    json.add("problems", Documents.health(now).get("problems"));
    return Answer.text(json);
  }

  private static byte[] message(String event, String data) {
    return ("event: " + event + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
