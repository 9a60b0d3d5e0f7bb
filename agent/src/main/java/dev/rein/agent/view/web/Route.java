package dev.rein.agent.view.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One kind of request and who answers it.
 *
 * @param path as the OpenAPI description writes it, with parts in braces
 * @param query names of the parameters it takes
 */
record Route(String method, String path, List<String> query, Responder responder) {
  /** Makes the answer, on a thread of the server. */
  interface Responder {
    Answer answer(Parameters parameters, String body);
  }

  /**
   * The parts in braces; null when the path is not this route's.
   *
   * @param parts of the request's path, decoded one by one: an account's id may hold slashes
   */
  @Nullable List<String> match(List<String> parts) {
    List<String> own = Arrays.asList(path.substring(1).split("/", -1));
    if (own.size() != parts.size()) {
      return null;
    }
    List<String> found = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      if (own.get(i).startsWith("{")) {
        found.add(parts.get(i));
      } else if (!own.get(i).equals(parts.get(i))) {
        return null;
      }
    }
    return found;
  }
}
