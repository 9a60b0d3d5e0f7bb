package dev.rein.it.bench;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, printed as a whole. */
final class Table {
  private final String title;
  private final List<List<String>> rows = new ArrayList<>();

  Table(String title, String... columns) {
    this.title = title;
    row(columns);
    rows.add(List.of(columns).stream().map(column -> "---").toList());
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void print() {
    System.out.println("\n### " + title + "\n");
    rows.forEach(row -> System.out.println("| " + String.join(" | ", row) + " |"));
    System.out.flush();
  }
}
