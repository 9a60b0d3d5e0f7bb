package dev.rein.it.host.team;

import dev.langchain4j.model.chat.ChatModel;
import java.io.IOException;

/** An agent that is a plain class, and has another agent review what it does. */
final class Librarian {
  private final Shelf shelf;
  private final ChatModel model;
  private final Critic critic;

  Librarian(Shelf shelf, ChatModel model, Critic critic) {
    this.shelf = shelf;
    this.model = model;
    this.critic = critic;
  }

  /** Two files and one call of the model, and one of the critic's. */
  String tidy() throws IOException {
    String sources = shelf.readFile("sources.md") + shelf.readFile("sources.md");
    return critic.review(model.chat("Sum up: " + sources));
  }

  /** Works until it is stopped. */
  void watch() throws InterruptedException {
    System.out.println("librarian watches");
    while (true) {
      Thread.sleep(10);
    }
  }
}
