package dev.rein.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The document that {@code rein view --once --json} prints. */
record Ledgers(JsonObject document) {
  /** Resources that go down again, and whose value depends on when one looks. */
  private static final Set<String> GAUGES =
      Set.of(
          "files.open",
          "http.in_flight",
          "processes.live",
          "processes.cpu",
          "processes.rss",
          "threads.live",
          "threads.virtual.live");

  static Ledgers parse(String json) {
    return new Ledgers(JsonParser.parseString(json).getAsJsonObject());
  }

  List<Jvm> jvms() {
    JsonArray jvms = document.getAsJsonArray("jvms");
    return StreamSupport.stream(jvms.spliterator(), false)
        .map(jvm -> new Jvm(jvm.getAsJsonObject()))
        .toList();
  }

  /** The newest of a process. */
  Jvm of(HostJvm host) {
    return jvms().stream()
        .filter(jvm -> jvm.pid() == host.pid())
        .reduce((one, other) -> one.started().compareTo(other.started()) > 0 ? one : other)
        .orElseThrow(() -> new AssertionError("no ledger of " + host.pid() + ": " + document));
  }

  /** One JVM of it. */
  record Jvm(JsonObject json) {
    long pid() {
      return json.get("pid").getAsLong();
    }

    String state() {
      return json.get("state").getAsString();
    }

    String started() {
      return json.get("started").getAsString();
    }

    String folder() {
      return json.get("folder").getAsString();
    }

    /** False for the first moments, until the ledger is open. */
    boolean hasBegun() {
      return !json.getAsJsonArray("accounts").isEmpty();
    }

    boolean isPaused() {
      return hasBegun() && account().get("paused").getAsBoolean();
    }

    /** The account of the whole JVM. */
    JsonObject account() {
      for (JsonElement account : json.getAsJsonArray("accounts")) {
        if (account.getAsJsonObject().get("id").getAsString().equals("jvm")) {
          return account.getAsJsonObject();
        }
      }
      throw new AssertionError("no account 'jvm': " + json);
    }

    /** Whether it is known to have used so much. */
    boolean hasUsed(String resource, long amount) {
      return hasBegun() && used(resource) >= amount;
    }

    long used(String resource) {
      return number(resource, "used");
    }

    long denied(String resource) {
      return number(resource, "denied");
    }

    /** What each account has used, by the account's id. */
    Map<String, Long> usedByAccount(String resource) {
      return byAccount(resource, "used");
    }

    /** What each account has of a number of a resource, by the account's id. */
    Map<String, Long> byAccount(String resource, String what) {
      Map<String, Long> all = new TreeMap<>();
      for (JsonElement element : json.getAsJsonArray("accounts")) {
        JsonObject account = element.getAsJsonObject();
        JsonObject numbers = account.getAsJsonObject("resources").getAsJsonObject(resource);
        if (numbers != null) {
          all.put(account.get("id").getAsString(), numbers.get(what).getAsLong());
        }
      }
      return all;
    }

    private long number(String resource, String what) {
      JsonObject numbers = account().getAsJsonObject("resources").getAsJsonObject(resource);
      return numbers == null ? 0 : numbers.get(what).getAsLong();
    }

    /** The hosts that the program talked to. */
    List<String> hosts() {
      return StreamSupport.stream(json.getAsJsonArray("hosts").spliterator(), false)
          .map(host -> host.getAsJsonObject().get("host").getAsString())
          .toList();
    }

    /** What was used of each resource that is told apart by host, summed up over all of them. */
    Map<String, Long> usedOfAllHosts() {
      Map<String, Long> sums = new TreeMap<>();
      for (JsonElement host : json.getAsJsonArray("hosts")) {
        JsonObject used = host.getAsJsonObject().getAsJsonObject("resources");
        for (String resource : used.keySet()) {
          sums.merge(resource, used.get(resource).getAsLong(), Long::sum);
        }
      }
      return sums;
    }

    /** What was used of each counted resource of which anything was. */
    Map<String, Long> counts() {
      Map<String, Long> counts = new TreeMap<>();
      for (String resource : account().getAsJsonObject("resources").keySet()) {
        if (used(resource) != 0 && !GAUGES.contains(resource)) {
          counts.put(resource, used(resource));
        }
      }
      return counts;
    }
  }
}
