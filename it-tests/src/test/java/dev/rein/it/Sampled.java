package dev.rein.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the ledgers of a folder tell of that which Rein measures. */
record Sampled(Path ledgers) {
  Ledgers.Jvm of(HostJvm host) throws IOException, InterruptedException {
    return ReinCli.view(ledgers).of(host);
  }

  /** Waits until the recorder has found the method that an agent spends its time in. */
  void awaitHotSpots(HostJvm host, String agent) {
    Await.that("hot spots are told", () -> hottest(of(host), agent, "methods").contains("work"));
  }

  void awaitCpuTime(HostJvm host, String agent) {
    Await.that(
        "CPU time is told", () -> of(host).usedByAccount("cpu.time").getOrDefault(agent, 0L) > 0);
  }

  /** The events that are lines for people, of all JVMs. */
  List<String> notices() throws IOException, InterruptedException {
    return ReinCli.events(ledgers).ofType("notice").stream()
        .map(event -> event.get("message").getAsString())
        .toList();
  }

  /** Name of the hottest method or site of an account; empty while none is known. */
  static String hottest(Ledgers.Jvm jvm, String account, String subject) {
    for (JsonElement element : jvm.json().getAsJsonArray("accounts")) {
      JsonObject one = element.getAsJsonObject();
      JsonObject hotSpots = one.getAsJsonObject("hotSpots");
      if (one.get("id").getAsString().equals(account) && hotSpots != null) {
        JsonArray spots = hotSpots.getAsJsonArray(subject);
        return spots.isEmpty() ? "" : spots.get(0).getAsJsonObject().get("name").getAsString();
      }
    }
    return "";
  }
}
