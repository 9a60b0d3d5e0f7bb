package dev.rein.agent.model;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Names of models as strangers wrote them, made short and harmless. */
final class ModelNames {
  static final int MAX_LENGTH = 200;

  private ModelNames() {}

  static String bounded(String name) {
    String cut = name.length() <= MAX_LENGTH ? name : name.substring(0, MAX_LENGTH);
    StringBuilder clean = null;
    for (int i = 0; i < cut.length(); i++) {
      if (Character.isISOControl(cut.charAt(i))) {
        clean = clean == null ? new StringBuilder(cut) : clean;
        clean.setCharAt(i, '?');
      }
    }
    return clean == null ? cut : clean.toString();
  }

  /** A segment of a path without its percent signs. */
  static String decoded(String segment) {
    String cut = segment.substring(0, Math.min(segment.length(), 3 * MAX_LENGTH));
    if (cut.indexOf('%') < 0) {
      return bounded(cut);
    }
    byte[] raw = cut.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], 16);
      if (low < 0) {
        raw[length++] = raw[i];
      } else {
        raw[length++] = (byte) (high * 16 + low);
        i += 2;
      }
    }
    return bounded(new String(raw, 0, length, StandardCharsets.UTF_8));
  }

  /** What a model of Bedrock is called, without the account and region of its ARN. */
  static String ofBedrock(String segment) {
    String name = decoded(segment);
    return name.startsWith("arn:") ? name.substring(name.lastIndexOf('/') + 1) : name;
  }

  static boolean isForEmbeddings(String model) {
    String lower = model.toLowerCase(Locale.ROOT);
    return lower.contains("embed") || lower.contains("gecko");
  }
}
