package dev.rein.it.host.team;

/** An agent with tools: reads the sources, and appends a note. Three calls of the model. */
interface Researcher {
  String research(String topic);
}
