package dev.rein.agent.control;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What can be asked over the control socket, and what each question may say besides. */
enum Command {
  PING,
  ACCOUNTS,
  PAUSE,
  RESUME,
  TERMINATE,
  DELIVER,
  LIMIT,
  APPROVALS,
  APPROVE,
  DENY;

  private static final Set<String> ALWAYS = Set.of("rein", "command", "pid");

  private List<String> members() {
    return switch (this) {
      case PING, ACCOUNTS, APPROVALS -> List.of();
      case PAUSE, TERMINATE -> List.of("account", "reason");
      case RESUME -> List.of("account");
      case DELIVER -> List.of("account", "kind", "description", "artifacts");
      case LIMIT -> List.of("account", "resource", "kind", "max");
      case APPROVE, DENY -> List.of("number", "all");
    };
  }

  /** As the protocol and the command line write it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one that a request names; its members are those that it takes. */
  static Command of(Request request) throws ControlException {
    String word = request.text("command");
    if (word == null) {
      throw new ControlException(
          "the request has no \"command\"; expected one of: " + String.join(", ", words()));
    }
    for (Command command : values()) {
      if (command.word().equals(word)) {
        command.check(request);
        return command;
      }
    }
    throw new ControlException(
        "there is no command " + Quoted.of(word) + "; " + NearestName.hint(word, words()));
  }

  private void check(Request request) throws ControlException {
    List<String> members = members();
    for (String member : request.members()) {
      if (!ALWAYS.contains(member) && !members.contains(member)) {
        throw new ControlException(
            word()
                + " takes no "
                + Quoted.of(member)
                + (members.isEmpty() ? "" : "; " + NearestName.hint(member, members)));
      }
    }
  }

  private static List<String> words() {
    return Arrays.stream(values()).map(Command::word).toList();
  }
}
