package dev.rein.it.demo.agent;

import dev.langchain4j.service.SystemMessage;

/** The agent that answers the question, with sub-agents to help. */
interface Lead {
  @SystemMessage("You are a careful researcher. Use your tools until the answer is good.")
  String answer(String question);
}
