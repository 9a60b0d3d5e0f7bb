package dev.rein.it;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code rein audit --json} prints. */
record AuditDocument(JsonObject document) {
  static AuditDocument of(Path dir) throws IOException {
    List<String> lines = WarmCli.run("audit", "--json", "--dir", dir.toString());
    return new AuditDocument(JsonParser.parseString(String.join("\n", lines)).getAsJsonObject());
  }

  /** What one JVM has left, of an account and kind. */
  List<JsonObject> open(HostJvm host, String account, String kind) {
    return objects(jvm(host).getAsJsonArray("open"))
        .filter(item -> item.get("account").getAsString().equals(account))
        .filter(item -> item.get("kind").getAsString().equals(kind))
        .toList();
  }

  JsonObject jvm(HostJvm host) {
    return objects(document.getAsJsonArray("jvms"))
        .filter(jvm -> jvm.get("pid").getAsLong() == host.pid())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no JVM " + host.pid() + ": " + document));
  }

  List<JsonObject> cleanable() {
    return objects(document.getAsJsonArray("cleanable")).toList();
  }

  private static Stream<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
  }
}
