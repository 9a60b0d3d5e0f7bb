package dev.rein.agent.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema of policy files. It knows the words and forms of the grammar; what one part of a
 * file demands of another, only the parser does.
 */
public final class PolicySchema {
  static final String FILE = "policy.schema.json";

  private PolicySchema() {}

  /** The schema's text, of the draft of 2020-12. */
  public static String text() {
    try (InputStream in = PolicySchema.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("Rein's jar lacks " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
