package dev.rein.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Instant;

/** The form of {@code view --once --json}, as the design gives it to the programs that read it. */
final class Contract {
  private Contract() {}

  /** Checks the document of a running JVM with a limit of 100 on files.read, 12 used. */
  static void check(String json, long pid) {
    JsonObject document = JsonParser.parseString(json).getAsJsonObject();
    assertThat(document.keySet()).containsExactly("rein", "jvms");
    assertThat(document.get("rein").getAsString()).matches("\\d+\\.\\d+\\.\\d+");
    assertThat(document.getAsJsonArray("jvms")).hasSize(1);
    JsonObject jvm = document.getAsJsonArray("jvms").get(0).getAsJsonObject();
    assertThat(jvm.keySet())
        .contains("pid", "main", "state", "started", "folder", "accounts", "hosts");
    assertThat(jvm.get("pid").getAsLong()).isEqualTo(pid);
    assertThat(jvm.get("state").getAsString()).isEqualTo("running");
    assertThat(Instant.parse(jvm.get("started").getAsString())).isBefore(Instant.now());
    assertThat(Path.of(jvm.get("folder").getAsString())).isAbsolute().isDirectory();
    checkAccount(jvm.getAsJsonArray("accounts").get(0).getAsJsonObject());
  }

  private static void checkAccount(JsonObject account) {
    assertThat(account.keySet()).contains("id", "parent", "phase", "paused", "resources");
    assertThat(account.get("id").getAsString()).isEqualTo("jvm");
    assertThat(account.get("parent").isJsonNull()).isTrue();
    assertThat(account.get("phase").getAsString()).isEqualTo("normal");
    assertThat(account.get("paused").getAsBoolean()).isFalse();
    JsonObject resources = account.getAsJsonObject("resources");
    JsonObject expected =
        JsonParser.parseString("{used:12,unit:count,limit:100,warn:80,denied:0,delayed:0}")
            .getAsJsonObject();
    JsonObject read = resources.getAsJsonObject("files.read");
    expected.keySet().forEach(key -> assertThat(read.get(key)).isEqualTo(expected.get(key)));
    JsonElement unlimited = resources.getAsJsonObject("files.accessed").get("limit");
    assertThat(unlimited == null || unlimited.isJsonNull()).isTrue();
  }
}
