package dev.rein.it.host.team;

/** An agent without tools. One call of the model. */
interface Critic {
  String review(String text);
}
