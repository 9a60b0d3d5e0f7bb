package dev.rein.it.demo.agent;

import dev.langchain4j.service.SystemMessage;

/** An agent of its own that writes notes on one topic. */
interface SubAgent {
  @SystemMessage("Read the sources, write notes on the topic, and report in one sentence.")
  String investigate(String topic);
}
