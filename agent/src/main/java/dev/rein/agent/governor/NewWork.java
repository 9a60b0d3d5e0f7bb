package dev.rein.agent.governor;

/** How work begins. */
public enum NewWork {
  /** An agent's outermost run: a job. */
  RUN,
  /** What the program itself says is work, by the API: a job. */
  SLOT,
  /** A child process. As the next two, only new where the account has no job that it is part of. */
  PROCESS,
  /** An HTTP request. */
  REQUEST,
  /** A call of a language model. */
  MODEL_CALL;

  boolean isJob() {
    return this == RUN || this == SLOT;
  }
}
