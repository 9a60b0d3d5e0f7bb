package dev.rein.agent.control;

import dev.rein.agent.text.NearestName;
import dev.rein.agent.text.Quoted;
import dev.rein.api.Deliverable;
import dev.rein.api.Resource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The controls as somebody outside reaches them, by socket or JMX: words become what they mean, and
 * nothing passes that is too long.
 */
final class Steering {
  /** The account of the whole JVM. */
  static final String JVM = "jvm";

  /** The words for kinds of limits. */
  static final List<String> LIMIT_KINDS = List.of("budget", "rate", "at-most", "above", "below");

  private static final int LONGEST_ACCOUNT = 2_000;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_ARTIFACTS = 100;

  private final Controls controls;

  Steering(Controls controls) {
    this.controls = controls;
  }

  /** What a resume has done. */
  record Resumed(List<String> accounts, List<String> stillPaused) {}

  void pause(String account, String reason, String by) throws ControlException {
    controls.pause(known("account", account), fit("reason", reason), by);
  }

  /**
   * Lets an account go on.
   *
   * @param account null for the JVM when it is paused or nothing is, else for all that are paused
   */
  Resumed resume(@Nullable String account, String by) throws ControlException {
    List<String> accounts = account == null ? toResume() : List.of(known("account", account));
    List<String> resumed = new ArrayList<>();
    ControlException failure = null;
    for (String each : accounts) {
      try {
        controls.resume(each, by);
        resumed.add(each);
      } catch (ControlException e) {
        // One that has ended meanwhile must not keep the others waiting.
        failure = e;
      }
    }
    if (resumed.isEmpty() && failure != null) {
      throw failure;
    }
    return new Resumed(resumed, paused());
  }

  private List<String> toResume() {
    List<String> paused = paused();
    return paused.isEmpty() || paused.contains(JVM) ? List.of(JVM) : paused;
  }

  private List<String> paused() {
    return controls.accounts().stream()
        .filter(AccountStatus::paused)
        .map(AccountStatus::id)
        .toList();
  }

  void terminate(@Nullable String account, String reason, String by) throws ControlException {
    controls.terminate(required("account", account), fit("reason", reason), by);
  }

  void deliver(
      String account, @Nullable String kind, String description, List<String> artifacts, String by)
      throws ControlException {
    Deliverable deliverable = deliverable(required("kind", kind));
    if (artifacts.size() > MOST_ARTIFACTS) {
      throw new ControlException(
          "a deliverable has " + MOST_ARTIFACTS + " artifacts at most, not " + artifacts.size());
    }
    List<String> shown = new ArrayList<>();
    for (String artifact : artifacts) {
      shown.add(fit("artifact", artifact));
    }
    controls.deliver(
        known("account", account), deliverable, fit("description", description), shown, by);
  }

  private static Deliverable deliverable(String kind) throws ControlException {
    for (Deliverable deliverable : Deliverable.values()) {
      if (deliverable.label().equals(kind)) {
        return deliverable;
      }
    }
    List<String> labels = Arrays.stream(Deliverable.values()).map(Deliverable::label).toList();
    throw new ControlException(
        "there is no kind of deliverable "
            + Quoted.of(kind)
            + "; "
            + NearestName.hint(kind, labels));
  }

  void limit(
      @Nullable String account,
      @Nullable String resource,
      String kind,
      @Nullable Long max,
      String by)
      throws ControlException {
    String name = required("resource", resource);
    Resource found = Resource.find(name);
    if (found == null) {
      List<String> names = Resource.all().stream().map(Resource::name).toList();
      throw new ControlException(
          "there is no resource " + Quoted.of(name) + "; " + NearestName.hint(name, names));
    }
    if (!kind.isEmpty() && !LIMIT_KINDS.contains(kind)) {
      throw new ControlException(
          "there is no kind of limit "
              + Quoted.of(kind)
              + "; "
              + NearestName.hint(kind, LIMIT_KINDS));
    }
    if (max == null || max < 0) {
      throw new ControlException("\"max\" must be 0 or more, in " + found.unit());
    }
    controls.limit(required("account", account), found, kind, max, by);
  }

  List<PendingApproval> approvals() {
    return controls.approvals();
  }

  void decide(long number, boolean approved, String by) throws ControlException {
    controls.decide(number, approved, by);
  }

  /** Says the same to all that wait, and returns which those were. */
  List<Long> decideAll(boolean approved, String by) {
    List<Long> decided = new ArrayList<>();
    for (PendingApproval approval : controls.approvals()) {
      try {
        controls.decide(approval.number(), approved, by);
        decided.add(approval.number());
      } catch (ControlException goneMeanwhile) {
        // It does not wait any more; there is nothing left to say to it.
      }
    }
    return decided;
  }

  List<AccountStatus> accounts() {
    return controls.accounts();
  }

  private static String required(String name, @Nullable String value) throws ControlException {
    if (value == null) {
      throw new ControlException("the request needs \"" + name + "\"");
    }
    return known(name, value);
  }

  private static String known(String name, String value) throws ControlException {
    if (value.isEmpty() || value.length() > LONGEST_ACCOUNT) {
      throw new ControlException(
          "\"" + name + "\" must have 1 to " + LONGEST_ACCOUNT + " characters");
    }
    return value;
  }

  /** A text for people; it will stand on a line, so it is made one. */
  private static String fit(String name, String text) throws ControlException {
    if (text.length() > LONGEST_TEXT) {
      throw new ControlException(
          "\"" + name + "\" has " + text.length() + " characters; at most " + LONGEST_TEXT);
    }
    StringBuilder line = new StringBuilder(text);
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, ' ');
      }
    }
    return line.toString().strip();
  }
}
