package dev.rein.agent.cli;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import dev.rein.api.Deliverable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rein deliver PID [ACCOUNT] KIND [DESCRIPTION]}: an agent got something done. */
@Command(
    name = "deliver",
    description = "Records that an account got something done, which resets its timer.",
    customSynopsis =
        "rein deliver [-hV] [--artifact=A]... [--dir=DIR] PID|FOLDER [ACCOUNT] KIND [DESCRIPTION]%n")
final class DeliverCommand implements Runnable {
  @Mixin private SteeredJvm jvm;

  @Parameters(
      index = "1..*",
      arity = "1..3",
      paramLabel = "[ACCOUNT] KIND [DESCRIPTION]",
      description = {
        "Which account [jvm]; what it is: code_commit, test_passed, review_complete,",
        "documentation, analysis_report, deployment or other; and in words."
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--artifact",
      paramLabel = "A",
      description = "What there is to show, such as a path or an address; may be repeated.")
  private List<String> artifacts = new ArrayList<>();

  @Override
  public void run() {
    Said said = Said.of(words);
    jvm.tell(
        controls -> controls.deliver(said.account(), said.kind(), said.description(), artifacts));
    SteeredJvm.say(said.account() + " of " + jvm.name() + " delivered " + said.kind().label());
  }

  /** What the words mean. */
  record Said(String account, Deliverable kind, String description) {
    /**
     * The first word is the account if the second is a kind: an agent may be called {@code other}.
     */
    static Said of(List<String> words) {
      Deliverable second = words.size() < 2 ? null : find(words.get(1));
      if (second != null) {
        return new Said(words.get(0), second, words.size() < 3 ? "" : words.get(2));
      }
      Deliverable first = find(words.get(0));
      if (first == null) {
        throw unknown(words);
      }
      if (words.size() > 2) {
        throw new CommandFailure(
            ExitCode.USAGE, "too many words; put the description in quotes: " + words.get(2));
      }
      return new Said("jvm", first, words.size() < 2 ? "" : words.get(1));
    }

    private static @Nullable Deliverable find(String word) {
      for (Deliverable kind : Deliverable.values()) {
        if (kind.label().equals(word)) {
          return kind;
        }
      }
      return null;
    }

    private static CommandFailure unknown(List<String> words) {
      List<String> labels = Arrays.stream(Deliverable.values()).map(Deliverable::label).toList();
      boolean firstIsNear = NearestName.find(words.get(0), labels) != null;
      String meant = words.size() < 2 || firstIsNear ? words.get(0) : words.get(1);
      return new CommandFailure(
          ExitCode.USAGE,
          Quoted.of(meant) + " is no kind of deliverable; " + NearestName.hint(meant, labels));
    }
  }
}
