package dev.rein.agent.policy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy cannot be used; says everything that is wrong with it, one problem a line. */
public final class PolicyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<PolicyProblem> problems;

  PolicyException(List<PolicyProblem> problems) {
    super(problems.stream().map(PolicyProblem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, in the order of the file. */
  public List<PolicyProblem> problems() {
    return problems;
  }

  /** The first problem, and how many more there are. */
  public String inOneLine() {
    int more = problems.size() - 1;
    return problems.get(0)
        + (more == 0 ? "" : " (and " + more + " more, `rein policy check` says which)");
  }
}
