package dev.rein.agent.view.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a request's address says besides its route: parts of the path in order, and the query. */
record Parameters(List<String> path, Map<String, String> query) {
  /** A parameter that makes no sense; the message says what is expected. */
  static final class Bad extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Bad(String message) {
      super(message);
    }
  }

  @Nullable String text(String name) {
    return query.get(name);
  }

  long number(String name, long otherwise, long least, long most) {
    String text = query.get(name);
    return text == null ? otherwise : number(name, text, least, most);
  }

  static long number(String name, String text, long least, long most) {
    if (text.matches("\\d{1,18}")) {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw new Bad(name + " must be a whole number from " + least + " to " + most);
  }

  /** A misspelt parameter would else be as good as none. */
  void allowOnly(List<String> names) {
    for (String name : query.keySet()) {
      if (!names.contains(name)) {
        throw new Bad(
            names.isEmpty()
                ? "there are no parameters here"
                : "parameters here are " + String.join(", ", names));
      }
    }
  }
}
