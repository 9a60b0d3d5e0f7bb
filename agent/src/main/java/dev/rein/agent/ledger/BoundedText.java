package dev.rein.agent.ledger;

import java.util.List;

/** Keeps what a program says short: it waits in memory first, and stays on disk then. */
final class BoundedText {
  /** Of what one call is about, and of what one sentence says. */
  static final int SENTENCE = 1000;

  /** Of who somebody is, a price, a kind. */
  static final int NAME = 200;

  private static final int MAX_ITEMS = 20;
  private static final int ITEM = 500;

  private BoundedText() {}

  static String sentence(String text) {
    return cut(text, SENTENCE);
  }

  static String name(String text) {
    return cut(text, NAME);
  }

  /** The first ones of a list, each cut. */
  static List<String> items(List<String> items) {
    return items.stream().limit(MAX_ITEMS).map(item -> cut(item, ITEM)).toList();
  }

  /** So many chars at most, and no half of a character of two. */
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end);
  }
}
