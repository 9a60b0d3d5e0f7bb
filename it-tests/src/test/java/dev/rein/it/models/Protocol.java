package dev.rein.it.models;

import com.google.gson.JsonObject;

/** How one provider's answers to one kind of request look. Is asked by many threads at once. */
public interface Protocol {
  /** Whether a POST to this path, which has no query, is of this kind. */
  boolean serves(String path);

  /** What is said to a request that succeeds. */
  Reply reply(Ask ask);

  /** The document that comes with a status that tells of an error. */
  JsonObject error(int status);
}
