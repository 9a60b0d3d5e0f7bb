package dev.rein.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** What counts as a limit that was hit. */
final class LimitHitTest {
  @Test
  void takesTheResourcesWithRefusedCalls() {
    assertThat(
            LimitHit.allIn(
                view(
                    """
                    "files.read": {"used": 9, "unit": "count", "denied": 0, "delayed": 0},
                    "http.requests": {"used": 40, "unit": "count", "limit": 40, "warn": 32, "denied": 3}""")))
        .containsExactly(new LimitHit("jvm", "http.requests", "count", 40, 40, 3));
  }

  @Test
  void anAbsentNumberIsNone() {
    assertThat(LimitHit.allIn(view("\"files.read\": {\"used\": 9, \"denied\": null}"))).isEmpty();
  }

  @Test
  void readsAsASentence() {
    assertThat(new LimitHit("jvm", "http.requests", "count", 40, 40, 3))
        .hasToString("http.requests: 40 allowed, 40 used, 3 more refused (account jvm)");
  }

  private static JsonObject view(String resources) {
    return JsonParser.parseString(
            "{\"jvms\": [{\"accounts\": [{\"id\": \"jvm\", \"resources\": {" + resources + "}}]}]}")
        .getAsJsonObject();
  }
}
