package dev.rein.agent.view.terminal;

import dev.rein.agent.view.AccountState;

/** How an account is, in a word or two. */
final class StatusWord {
  private StatusWord() {}

  static String of(AccountState account) {
    String word = account.phase();
    if (account.terminated()) {
      word = "terminated";
    } else if (account.paused()) {
      word = "paused";
    }
    if (account.waiting() == 0) {
      return word;
    }
    // A phase shows by its colour, a pause does not.
    String wait = account.waiting() + (account.waiting() == 1 ? " waits" : " wait");
    return account.paused() ? word + ", " + wait : wait;
  }

  /** What decides its colour. */
  static String phase(AccountState account) {
    if (account.terminated()) {
      return "termination";
    }
    boolean held = account.paused() || account.waiting() > 0;
    return held && account.phase().equals("normal") ? "warning" : account.phase();
  }
}
